import { expect, test } from 'vitest';
import { checkProcedure } from './check.ts';
import { ACTIONS, DEADLINES, small, STATES } from './testing/small.ts';

const both = { zh: '试', en: 'Trial' };
const said = (more: Readonly<Record<string, unknown>>): string[] =>
  checkProcedure(small(more)).map(({ path, en }) => `${path.join('.')}: ${en}`);
const act = (name: keyof typeof ACTIONS, more: object): object => ({
  actions: { ...ACTIONS, [name]: { ...ACTIONS[name], ...more } },
});
const writes = (...effects: object[]): object => act('confirm', { writes: effects });

test('a right procedure has no problems', () => expect(said({})).toEqual([]));

test.each<[string, object, string | RegExp]>([
  ['a state nobody reaches', { states: { ...STATES, lost: both } }, 'states.lost: Nobody reaches “Trial”'],
  [
    'a state that leads nowhere',
    {
      states: { ...STATES, stuck: both },
      actions: { ...ACTIONS, disagree: { ...ACTIONS.disagree, to: 'stuck' } },
    },
    'states.stuck: No end is reached from “Trial”',
  ],
  [
    'a state that does not exist',
    act('agree', { to: 'nowhere' }),
    'actions.agree.to: There is no state “nowhere”',
  ],
  [
    'an action from nowhere',
    act('agree', { from: ['lost'] }),
    'actions.agree.from.0: There is no state “lost”',
  ],
  [
    'a paper with an unknown step',
    { papers: [{ key: 'form', with: 'nod' }] },
    'papers.0.with: There is no action “nod”',
  ],
  [
    'a paper told an answer that nobody gives',
    { papers: [{ key: 'form', with: 'ask', facts: { 事由: { given: 'why' } } }] },
    'papers.0.facts.事由: There is no question “why”',
  ],
  [
    'a paper told of a vote where none is taken',
    { papers: [{ key: 'form', with: 'ask', facts: { 应到人数: { entitled: 'ask' } } }] },
    'papers.0.facts.应到人数: None of these actions has a vote',
  ],
  [
    'a paper twice',
    {
      papers: [
        { key: 'form', with: 'ask' },
        { key: 'form', with: 'agree' },
      ],
    },
    'papers.1.key: The paper “form” stands twice',
  ],
  [
    'somebody unknown',
    act('confirm', { notBy: ['nod'] }),
    'actions.confirm.notBy.0: There is no action “nod”',
  ],
  [
    'an unknown period',
    act('again', { notAfter: 'noon' }),
    'actions.again.notAfter: There is no deadline “noon”',
  ],
  ['no way of beginning', act('ask', { from: ['open'] }), 'actions: No action begins it (from: new)'],
  [
    'an action after the end',
    act('close', { from: ['open', 'done'] }),
    'states.done: There is an action after the end “Trial”',
  ],
  [
    'a notice after which nothing goes',
    act('confirm', { afterNotice: false }),
    'states.hanging: Nothing leads out of “Trial” once its notice has run',
  ],
  [
    'an outcome that nobody says',
    {
      states: {
        ...STATES,
        hanging: { ...STATES.hanging, notice: { ...STATES.hanging.notice, columns: ['outcome'] } },
      },
    },
    'states.hanging.notice.proposes: A notice says what is proposed where its columns have the outcome, and only there',
  ],
  [
    'an action that waits for no notice',
    act('disagree', { afterNotice: true }),
    'actions.disagree.afterNotice: “Trial” has no notice',
  ],
  [
    'a vote that must carry',
    { actions: { ...ACTIONS, disagree: { ...ACTIONS.disagree, from: ['hanging'] } } },
    'states.asked: Nothing leads out of “Trial” when the vote or the judgement fails',
  ],
  [
    'a deadline that ends where it begins',
    { deadlines: [...DEADLINES, { ...DEADLINES[0], key: 'x', until: ['asked'] }] },
    'deadlines.2: “Trial” ends where it begins',
  ],
  [
    'a deadline that never ends',
    { deadlines: [{ ...DEADLINES[0], from: 'decline', until: ['asked'] }, DEADLINES[1]] },
    'deadlines.0.until: Nothing that ends “Trial” is reached',
  ],
  [
    'a role that never sees a case',
    act('close', { by: ['audit_admin'] }),
    /actions.close.by.0: “Audit administrator” never sees/,
  ],
  [
    'a field unknown',
    act('ask', { form: [{ key: 'x', field: 'household.shoe_size' }] }),
    /actions.ask.form.0.field: The dictionary has no/,
  ],
  [
    'a question without words',
    act('close', { form: [{ key: 'x', type: 'text' }] }),
    'actions.close.form.0.key: “x” is not named in both languages',
  ],
  [
    'a choice of nothing',
    act('close', { form: [{ key: 'x', type: 'choice', ...both }] }),
    'actions.close.form.0.choices: Choices belong to a choice, which needs them',
  ],
  [
    'one key for two things',
    act('close', { form: [{ key: 'income', type: 'text', ...both }] }),
    'actions.close.form.0: “income” is another kind of question elsewhere',
  ],
  [
    'a code unknown',
    writes({ do: 'set', fields: { 'household.exit_state': 'gone' } }),
    'actions.confirm.writes.0.fields: “State of exit” cannot be "gone"',
  ],
  [
    'a day for a code',
    writes({ do: 'set', fields: { 'household.exit_state': { day: 'of-action' } } }),
    /cannot be/,
  ],
  [
    'a field of somebody else',
    writes({ do: 'set', fields: { 'village.attribute': 'poor' } }),
    'actions.confirm.writes.0.fields: “Attribute” cannot be written here',
  ],
  [
    'an answer of another type',
    writes({ do: 'set', fields: { 'household.exit_state': { given: 'income' } } }),
    /does not fit “State of exit”/,
  ],
  [
    'an answer nobody asked',
    writes({ do: 'set', fields: { 'household.main_cause': { given: 'whim' } } }),
    /“whim” has not surely been asked/,
  ],
  [
    'an answer asked on one way only',
    {
      actions: {
        ...ACTIONS,
        again: { ...ACTIONS.again, form: [{ key: 'why', type: 'date', ...both }] },
        confirm: {
          ...ACTIONS.confirm,
          writes: [{ do: 'set', fields: { 'household.exited_on': { given: 'why' } } }],
        },
      },
    },
    /“why” has not surely been asked/,
  ],
  [
    'nobody to leave',
    writes({ do: 'person.leave', who: 'cause', reason: 'death' }),
    /is to be a question of type person, persons/,
  ],
  [
    'no such reason',
    writes({ do: 'person.leave', who: 'who', reason: 'boredom' }),
    /There is no reason “boredom”/,
  ],
  [
    'a nameless child',
    writes({ do: 'person.add', reason: 'birth', fields: { 'membership.relation': 'son' } }),
    /person.name is missing/,
  ],
  [
    'a household opened where all are registered',
    writes({ do: 'household.open', fields: {}, members: 'who' }),
    /Only a procedure with begins: new opens a household/,
  ],
  [
    'an effect before there is a household',
    { begins: 'new' },
    /actions.confirm.writes.0.do: The household may not be registered by then/,
  ],
  [
    'a village’s procedure that moves people',
    { subject: 'village' },
    /Only a procedure about a household writes this/,
  ],
  [
    'a condition nobody can read',
    { when: '脱贫属性 = null' },
    'when: A condition and its words stand together (when, whenWords)',
  ],
  ['an end before the beginning', { to: '2025-01-01' }, 'to: It ends before it begins'],
])('%s is told with its place', (_, more, sentence) => {
  const problems = said(more as Record<string, unknown>);
  expect(problems).toContainEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
});
