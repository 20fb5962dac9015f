import { may, ROLES } from '../access/roles.ts';
import { checkFlow } from './check-flow.ts';
import { checkForms } from './check-form.ts';
import { checkPapers } from './check-papers.ts';
import { checkWrites } from './check-writes.ts';
import type { Procedure } from './model.ts';
import type { ProcedureProblem } from './problem.ts';

/** Everything that is wrong between the parts of a procedure; nothing when it can be worked with. */
export function checkProcedure(procedure: Procedure): ProcedureProblem[] {
  const flow = checkFlow(procedure);
  const problems = [...flow, ...roleProblems(procedure), ...checkForms(procedure), ...checkPapers(procedure)];
  // Names that do not exist make every further question about the ways meaningless.
  if (flow.length === 0) problems.push(...checkWrites(procedure));
  if (procedure.to !== undefined && procedure.to < procedure.from)
    problems.push({ path: ['to'], zh: '截止日早于起始日', en: 'It ends before it begins' });
  if ((typeof procedure.when === 'string') !== (procedure.whenWords !== undefined))
    problems.push({
      path: ['when'],
      zh: '启动条件要同时写出条件和说明（when、whenWords）',
      en: 'A condition and its words stand together (when, whenWords)',
    });
  return problems;
}

const LOWEST = { household: 'village', village: 'village', county: 'county' } as const;
const LEVELS = ['village', 'township', 'county'];

/** A role that is bound only below its subject's level never sees a case, and no way out is left to nobody. */
function roleProblems({ subject, actions }: Procedure): ProcedureProblem[] {
  const from = LEVELS.indexOf(LOWEST[subject]);
  const nobody = Object.entries(actions).flatMap(([name, { by, departments }]): ProcedureProblem[] =>
    departments === undefined || by.includes('department_officer')
      ? []
      : [
          {
            path: ['actions', name, 'departments'],
            zh: '写了部门，就要由部门专干办理（by: department_officer）',
            en: 'Departments are named, so department officers take it (by: department_officer)',
          },
        ],
  );
  const blind = Object.entries(actions).flatMap(([name, { by }]) =>
    by.flatMap((role, index): ProcedureProblem[] => {
      const reads = (ROLES[role].permissions as readonly string[]).includes('register.read');
      const above = ROLES[role].levels.some((level) => LEVELS.indexOf(level) >= from);
      if (reads && above && may(role, 'procedure.act')) return [];
      const path = ['actions', name, 'by', index];
      return [
        {
          path,
          zh: `“${ROLES[role].zh}”看不到这类对象`,
          en: `“${ROLES[role].en}” never sees such a case`,
        },
      ];
    }),
  );
  return [...nobody, ...blind];
}
