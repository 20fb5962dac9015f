import { procedureSchema, type Procedure } from '@mingbai/core';

const both = (text: string) => ({ zh: text, en: text });
const CITED = {
  summary: both('of the tests'),
  source: both('of the tests'),
  quality: 'inferred',
  from: '2020-01-01',
} as const;

/** Begun by a village, agreed by a vote, hung out for five days, reviewed by the township: then the household is out. */
export const EXIT: Procedure = procedureSchema.parse({
  id: 'test-exit',
  ...both('退出'),
  ...CITED,
  subject: 'household',
  states: {
    begun: both('已提出'),
    noticed: {
      ...both('公示中'),
      notice: {
        ...both('公示'),
        period: { days: 5 },
        place: 'village',
        template: 'exit-notice',
        columns: ['outcome'],
      },
    },
    reviewed: both('待县定'),
    out: { ...both('已退出'), end: 'done' },
    withdrawn: { ...both('已撤回'), end: 'withdrawn' },
  },
  actions: {
    begin: { ...both('提出'), from: ['new'], to: 'begun', by: ['village_worker', 'county_clerk'] },
    agree: {
      ...both('评议通过'),
      from: ['begun'],
      to: 'noticed',
      by: ['village_worker', 'county_clerk'],
      form: [{ key: 'income', ...both('人均收入'), type: 'money' }],
      vote: { ...both('村民代表会议'), quorum: { of: 3, part: 2 }, majority: { of: 2, part: 1 } },
    },
    review: {
      ...both('复核'),
      from: ['noticed'],
      to: 'reviewed',
      by: ['township_reviewer', 'county_clerk'],
      afterNotice: true,
    },
    decide: {
      ...both('审定'),
      from: ['reviewed'],
      to: 'out',
      by: ['county_clerk'],
      reason: true,
      writes: [
        {
          do: 'set',
          fields: {
            'household.exit_state': 'exited',
            'household.exited_on': { day: 'of-action' },
            'household.per_capita_net': { given: 'income' },
            'guarantee.food': true,
          },
        },
      ],
    },
    withdraw: {
      ...both('撤回'),
      from: ['begun', 'noticed'],
      to: 'withdrawn',
      by: ['village_worker', 'county_clerk'],
    },
  },
  deadlines: [
    {
      key: 'review',
      ...both('复核期限'),
      from: 'agree',
      until: ['reviewed', 'out'],
      within: { days: 15 },
      escalate: ['county_clerk'],
    },
  ],
});

/** Each natural change is one action: written when it is recorded. */
export const CHANGE: Procedure = procedureSchema.parse({
  id: 'test-change',
  ...both('自然变更'),
  ...CITED,
  subject: 'household',
  states: { done: { ...both('已登记'), end: 'done' } },
  actions: {
    birth: {
      ...both('新生'),
      from: ['new'],
      to: 'done',
      by: ['county_clerk'],
      form: [
        { key: 'name', field: 'person.name' },
        { key: 'sex', field: 'person.sex' },
        { key: 'born', field: 'person.birth_date' },
        { key: 'relation', field: 'membership.relation' },
        { key: 'identity', field: 'person.identity_no', required: false },
      ],
      writes: [
        {
          do: 'person.add',
          reason: 'birth',
          fields: {
            'person.name': { given: 'name' },
            'person.sex': { given: 'sex' },
            'person.birth_date': { given: 'born' },
            'person.identity_no': { given: 'identity' },
            'membership.relation': { given: 'relation' },
          },
        },
      ],
    },
    death: {
      ...both('死亡'),
      from: ['new'],
      to: 'done',
      by: ['county_clerk'],
      form: [{ key: 'who', ...both('谁'), type: 'person' }],
      writes: [{ do: 'person.leave', who: 'who', reason: 'death' }],
    },
    split: {
      ...both('分户'),
      from: ['new'],
      to: 'done',
      by: ['county_clerk'],
      form: [
        { key: 'who', ...both('谁'), type: 'persons' },
        { key: 'head', ...both('户主'), type: 'person', required: false },
      ],
      writes: [{ do: 'household.split', who: 'who', head: 'head' }],
    },
    merge: {
      ...both('并户'),
      from: ['new'],
      to: 'done',
      by: ['county_clerk'],
      form: [{ key: 'other', ...both('并入的户'), type: 'household' }],
      writes: [{ do: 'household.merge', other: 'other' }],
    },
    income: {
      ...both('收入'),
      from: ['new'],
      to: 'done',
      by: ['county_clerk'],
      form: [
        { key: 'year', ...both('年度'), type: 'integer', required: false },
        { key: 'wage', field: 'income.wage' },
        { key: 'expense', field: 'income.expense', required: false },
      ],
      writes: [
        {
          do: 'income.set',
          year: 'year',
          fields: { 'income.wage': { given: 'wage' }, 'income.expense': { given: 'expense' } },
        },
      ],
    },
    help: {
      ...both('帮扶'),
      from: ['new'],
      to: 'done',
      by: ['county_clerk'],
      form: [
        { key: 'employment', field: 'measure.employment', required: false },
        { key: 'water', field: 'measure.water', required: false },
        { key: 'ended', ...both('终止'), type: 'measures', required: false },
        { key: 'leaves', ...both('卸任'), type: 'responsible', required: false },
        { key: 'comes', field: 'responsible.name', required: false },
        { key: 'phone', field: 'responsible.phone', required: false },
      ],
      writes: [
        {
          do: 'measure.set',
          fields: { 'measure.employment': { given: 'employment' }, 'measure.water': { given: 'water' } },
        },
        { do: 'measure.end', which: 'ended' },
        { do: 'responsible.end', who: 'leaves' },
        {
          do: 'responsible.add',
          fields: { 'responsible.name': { given: 'comes' }, 'responsible.phone': { given: 'phone' } },
        },
      ],
    },
  },
});

/** A household that is not registered yet applies, and is registered when the county says so. */
export const APPLY: Procedure = procedureSchema.parse({
  id: 'test-apply',
  ...both('识别'),
  ...CITED,
  subject: 'household',
  begins: 'new',
  states: { applied: both('已申请'), registered: { ...both('已识别'), end: 'done' } },
  actions: {
    apply: {
      ...both('申请'),
      from: ['new'],
      to: 'applied',
      by: ['village_worker', 'county_clerk'],
      form: [{ key: 'members', ...both('家庭成员'), type: 'members' }],
    },
    register: {
      ...both('认定'),
      from: ['applied'],
      to: 'registered',
      by: ['county_clerk'],
      writes: [
        {
          do: 'household.open',
          members: 'members',
          fields: { 'household.exit_state': 'poor', 'household.identified_on': { day: 'of-action' } },
        },
      ],
    },
  },
});
