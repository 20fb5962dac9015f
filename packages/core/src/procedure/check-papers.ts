import type { Procedure } from './model.ts';
import type { ProcedureProblem } from './problem.ts';

/** Papers: steps and questions that the procedure has, votes and decisions where they are told of. */
export function checkPapers({ actions, papers = [] }: Procedure): ProcedureProblem[] {
  const problems: ProcedureProblem[] = [];
  const asked = new Set(Object.values(actions).flatMap(({ form }) => form.map(({ key }) => key)));
  for (const [index, { key, with: steps, facts }] of papers.entries()) {
    const say = (path: ProcedureProblem['path'], zh: string, en: string): void =>
      void problems.push({ path: ['papers', index, ...path], zh, en });
    const known = (names: readonly string[], path: ProcedureProblem['path']): void => {
      for (const name of names)
        if (!actions[name]) say(path, `没有这个动作：${name}`, `There is no action “${name}”`);
    };
    if (papers.findIndex((one) => one.key === key) !== index)
      say(['key'], `文书“${key}”重复`, `The paper “${key}” stands twice`);
    known(steps, ['with']);
    for (const [name, told] of Object.entries(facts)) {
      if (typeof told === 'string') continue;
      const path = ['facts', name];
      const [[how, of] = ['', []]] = Object.entries<string | readonly string[]>(told);
      if (typeof of === 'string') {
        if (!asked.has(of)) say(path, `没有这个问题：${of}`, `There is no question “${of}”`);
        continue;
      }
      known(of, path);
      const has = { entitled: 'vote', present: 'vote', judged: 'judges', figures: 'judges' } as const;
      const part = has[how as keyof typeof has] as 'vote' | 'judges' | undefined;
      if (part !== undefined && !of.some((one) => actions[one]?.[part] !== undefined))
        say(
          path,
          part === 'vote' ? '这些动作没有表决' : '这些动作没有按政策判断',
          part === 'vote' ? 'None of these actions has a vote' : 'None of these actions asks a decision',
        );
    }
  }
  return problems;
}
