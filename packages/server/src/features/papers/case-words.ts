import {
  countVotes,
  dayText,
  findField,
  paperText,
  type Procedure,
  type ProcedureQuestion,
  questionWords,
  type Votes,
  yuanText,
} from '@mingbai/core';
import type { StoredStep } from '@mingbai/store';

/** Names by id of whom answers speak of. */
export type NamesById = Readonly<Record<string, string>>;

/** An answer as it stands on paper; '' for what has no words there, as lists of members. */
export function answerText(question: ProcedureQuestion, value: unknown, names: NamesById): string {
  if (value === undefined || value === null) return '';
  const field = question.field === undefined ? undefined : findField(question.field);
  if (field !== undefined) return paperText(field, value as Parameters<typeof paperText>[1]);
  const ids = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  switch (question.type) {
    case 'yes-no':
      return value === true ? '是' : '否';
    case 'money':
      return `${yuanText(Number(value))} 元`;
    case 'date':
      return dayText(String(value));
    case 'choice':
      return question.choices?.find(({ code }) => code === value)?.zh ?? String(value);
    case 'household':
    case 'person':
    case 'persons':
    case 'responsible':
      return ids.map((id) => names[id] ?? '').join('、');
    case 'measures':
      return ids.map((kind) => findField(`measure.${kind}`)?.zh ?? kind).join('、');
    case 'members':
      return '';
    default:
      return String(value);
  }
}

/** The question that asks under a key, wherever in the procedure. */
export function questionOf({ actions }: Procedure, key: string): ProcedureQuestion | undefined {
  for (const { form } of Object.values(actions)) {
    const found = form.find((question) => question.key === key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a step came to, without its day and who took it; `short`: only what it could not be taken without. */
export function outcomeText(
  procedure: Procedure,
  step: StoredStep,
  names: NamesById,
  short: boolean,
): string {
  const action = procedure.actions[step.action];
  const form = (action?.form ?? []).filter(({ required }) => required || !short);
  const said = form.flatMap((question) => {
    const text = answerText(question, step.given[question.key], names);
    if (text === '') return [];
    return question.type === 'long-text' ? [text] : [`${questionWords(question).zh}：${text}`];
  });
  const parts = [
    ...(step.votes === null ? [] : [votesText(step.votes)]),
    ...said,
    ...(step.reason === null || step.reason === '' ? [] : [step.reason]),
  ];
  return parts.map((part) => part.replace(/[。；]$/, '')).join('；');
}

/** `民主评议通过：应到 30 人……（2026年11月12日，王芳）` */
export function opinionText(procedure: Procedure, step: StoredStep, names: NamesById): string {
  const outcome = outcomeText(procedure, step, names, true);
  const name = procedure.actions[step.action]?.zh ?? step.action;
  const who = [dayText(step.on), step.actor_name ?? ''].filter((part) => part !== '').join('，');
  return `${name}${outcome === '' ? '' : `：${outcome}`}。（${who}）`;
}

function votesText(votes: Votes): string {
  const { eligible, present, against, abstain } = votes;
  return `应到 ${eligible} 人，实到 ${present} 人，同意 ${votes.for} 票，反对 ${against} 票，弃权 ${abstain} 票`;
}

/** 通过, 未通过; '' for an action that has no vote. */
export function voteResult(procedure: Procedure, action: string, votes: Votes): string {
  const vote = procedure.actions[action]?.vote;
  if (vote === undefined) return '';
  return countVotes(vote, votes).result === 'carried' ? '通过' : '未通过';
}

/** The result of a decision in words: a value, or entries by name. */
export function resultText(result: unknown): string {
  if (result === null || result === undefined) return '无结论';
  if (typeof result === 'boolean') return result ? '是' : '否';
  if (Array.isArray(result)) return result.map(resultText).join('、');
  if (typeof result === 'object')
    return Object.entries(result)
      .map(([name, value]) => `${name}：${resultText(value)}`)
      .join('；');
  return String(result);
}
