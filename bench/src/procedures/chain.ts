import { procedureSchema, type Procedure } from '@mingbai/core';

const both = (zh: string, en: string) => ({ zh, en });

/** As steps of a village and its county go: a form and a vote, a step that only goes on, one that writes. */
export const CHAIN: Procedure = procedureSchema.parse({
  id: 'bench-chain',
  ...both('试办', 'Chain of the bench'),
  summary: both('试办', 'Of the bench'),
  source: both('试办', 'Of the bench'),
  quality: 'inferred',
  from: '2020-01-01',
  subject: 'household',
  states: {
    begun: both('已提出', 'Begun'),
    agreed: both('已评议', 'Agreed'),
    checked: both('已核实', 'Checked'),
    out: { ...both('已退出', 'Out'), end: 'done' },
  },
  actions: {
    begin: { ...both('提出', 'Begin'), from: ['new'], to: 'begun', by: ['county_clerk', 'village_worker'] },
    agree: {
      ...both('评议', 'Agree'),
      from: ['begun'],
      to: 'agreed',
      by: ['county_clerk', 'village_worker'],
      form: [
        { key: 'income', ...both('人均收入', 'Income per head'), type: 'money' },
        { key: 'food', ...both('不愁吃', 'Enough to eat'), type: 'yes-no' },
        { key: 'finding', ...both('核查情况', 'What was found'), type: 'long-text' },
      ],
      vote: {
        ...both('村民代表会议', 'Meeting'),
        quorum: { part: 2, of: 3 },
        majority: { part: 1, of: 2 },
      },
    },
    check: { ...both('核实', 'Check'), from: ['agreed'], to: 'checked', by: ['county_clerk'] },
    decide: {
      ...both('审定', 'Decide'),
      from: ['checked'],
      to: 'out',
      by: ['county_clerk'],
      writes: [
        {
          do: 'set',
          fields: { 'household.exit_state': 'exited', 'household.exited_on': { day: 'of-action' } },
        },
      ],
    },
  },
  deadlines: [
    {
      key: 'check',
      ...both('十日内核实', 'Checked within ten days'),
      from: 'agree',
      until: ['checked', 'out'],
      within: { days: 10, count: 'working' },
      escalate: ['county_clerk'],
    },
  ],
});

export const EDITION = { procedure: CHAIN, version: 'bench' };
/** What is brought to each action. */
export const BROUGHT = {
  agree: {
    given: {
      income: 512_300,
      food: true,
      finding: '入户核查，收入稳定，住房安全，饮水达标，子女在校。'.repeat(4),
    },
    votes: { eligible: 40, present: 36, for: 36, against: 0, abstain: 0 },
  },
  check: { given: {} },
  decide: { given: {} },
} as const;
export type Step = keyof typeof BROUGHT;
