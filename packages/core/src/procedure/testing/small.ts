import { type Procedure, procedureSchema } from '../model.ts';

/** A small procedure with one of everything; `more` goes over its parts. */
export function small(more: Readonly<Record<string, unknown>> = {}): Procedure {
  return procedureSchema.parse({ ...TEXT, ...more });
}

const both = { zh: '试', en: 'Trial' };

export const STATES = {
  asked: both,
  hanging: {
    ...both,
    notice: { ...both, period: { days: 5 }, place: 'village', template: 'notice', columns: ['size'] },
  },
  open: both,
  done: { ...both, end: 'done' },
  refused: { ...both, end: 'refused' },
};

export const ACTIONS = {
  ask: {
    ...both,
    from: ['new', 'open'],
    to: 'asked',
    by: ['village_worker'],
    form: [
      { key: 'cause', field: 'household.main_cause' },
      { key: 'income', type: 'integer', ...both, required: false },
      { key: 'who', type: 'person', ...both },
      { key: 'since', type: 'date', ...both, required: false },
    ],
    evidence: [
      { key: 'form', ...both, kinds: ['scan'] },
      { key: 'receipt', ...both, kinds: ['scan', 'photo'], later: true },
    ],
  },
  agree: {
    ...both,
    from: ['asked'],
    to: 'hanging',
    by: ['village_worker'],
    vote: { ...both, quorum: { part: 2, of: 3 }, majority: { part: 1, of: 2 } },
  },
  disagree: {
    ...both,
    from: ['asked'],
    to: 'open',
    by: ['village_worker'],
    vote: { ...both, quorum: { part: 2, of: 3 }, majority: { part: 1, of: 2 }, outcome: 'lost' },
  },
  confirm: {
    ...both,
    from: ['hanging'],
    to: 'done',
    by: ['township_reviewer'],
    notBy: ['agree'],
    afterNotice: true,
    judges: { decision: '户退出', result: '通过', must: true },
    writes: [
      {
        do: 'set',
        fields: { 'household.main_cause': { given: 'cause' }, 'household.exited_on': { day: 'of-action' } },
      },
      { do: 'person.leave', who: 'who', reason: 'death', on: 'since' },
    ],
  },
  decline: { ...both, from: ['hanging'], to: 'refused', by: ['township_reviewer'], reason: true },
  again: { ...both, from: ['open'], to: 'asked', by: ['village_worker'], notAfter: 'appeal' },
  close: { ...both, from: ['open'], to: 'refused', by: ['village_worker'] },
};

export const DEADLINES = [
  {
    key: 'agree',
    ...both,
    from: 'ask',
    until: ['hanging', 'open'],
    within: { days: 10 },
    escalate: ['township_reviewer'],
  },
  { key: 'appeal', ...both, from: 'disagree', until: ['asked', 'refused'], within: { days: 5 } },
];

const TEXT = {
  id: 'small',
  ...both,
  summary: both,
  subject: 'household',
  from: '2026-01-01',
  source: both,
  quality: 'inferred',
  states: STATES,
  actions: ACTIONS,
  deadlines: DEADLINES,
};
