/** A member as their relations are seen: codes of the lists `relation` and `sex`, day of birth. */
export interface Kin {
  readonly person: string;
  readonly relation: string | null;
  readonly sex: string | null;
  readonly birth: string | null;
}

/** Who stands for a household whose head has gone: the spouse, else the eldest child of age, else the eldest. */
export function successorOf(members: readonly Kin[], on: string): Kin | undefined {
  const elder = members.toSorted((a, b) => (a.birth ?? '9999').localeCompare(b.birth ?? '9999'));
  const grown = `${Number(on.slice(0, 4)) - 18}${on.slice(4)}`;
  return (
    elder.find(({ relation }) => relation === 'spouse') ??
    elder.find(({ relation, birth }) => CHILD.has(relation ?? '') && (birth ?? '9999') <= grown) ??
    elder[0]
  );
}

/**
 * What the others are to a new head, from what they were to the former one, who may be among them. `known` is
 * everybody who was in the household: with two sons nobody can tell whose wife a daughter-in-law is. What does not
 * follow is `other`, and is asked for by whoever looks at the household next.
 */
export function relationUnder(head: Kin, member: Kin, known: readonly Kin[]): string {
  if (member.person === head.person) return 'head';
  const was = member.relation ?? '';
  if (head.relation === 'head') return member.relation ?? 'other';
  if (head.relation === 'spouse') return underSpouse(head, member);
  if (CHILD.has(head.relation ?? '')) return underChild(head, member, known);
  if (PARENT.has(head.relation ?? '')) return UNDER_PARENT.get(was)?.(member) ?? 'other';
  return 'other';
}

const CHILD: ReadonlySet<string> = new Set(['son', 'daughter']);
const PARENT: ReadonlySet<string> = new Set(['father', 'mother']);
const DOWN: ReadonlySet<string> = new Set([
  'son',
  'daughter',
  'daughter-in-law',
  'son-in-law',
  'grandson',
  'granddaughter',
  'daughters-son',
  'daughters-daughter',
  'great-grandson',
  'great-granddaughter',
]);

function underSpouse(head: Kin, { relation }: Kin): string {
  const was = relation ?? '';
  if (was === 'head') return 'spouse';
  if (DOWN.has(was)) return was;
  const inLaw = head.sex === 'male' ? 'wifes' : head.sex === 'female' ? 'husbands' : undefined;
  if (PARENT.has(was)) return inLaw === undefined ? 'other' : `${inLaw}-${was}`;
  const [, own] = /^(?:wifes|husbands)-(father|mother)$/.exec(was) ?? [];
  return own ?? 'other';
}

function underChild(head: Kin, member: Kin, known: readonly Kin[]): string {
  const was = member.relation ?? '';
  const alone = known.filter(({ relation }) => relation === head.relation).length === 1;
  const ownSpouse = head.relation === 'son' ? 'daughter-in-law' : 'son-in-law';
  const ownChild = head.relation === 'son' ? /^grand(son|daughter)$/ : /^daughters-(son|daughter)$/;
  if (was === 'head' || was === 'spouse') return bySex(member, 'father', 'mother');
  if (CHILD.has(was)) return 'sibling';
  if (was === ownSpouse) return alone ? 'spouse' : 'other';
  const [, child] = ownChild.exec(was) ?? [];
  if (child !== undefined) return alone ? child : 'other';
  if (!PARENT.has(was)) return 'other';
  const former = known.find(({ relation }) => relation === 'head')?.sex;
  if (former !== 'male' && former !== 'female') return 'other';
  return `${former === 'male' ? 'paternal' : 'maternal'}-grand${was}`;
}

const UNDER_PARENT: ReadonlyMap<string, (member: Kin) => string> = new Map<string, (member: Kin) => string>([
  ['head', (member) => bySex(member, 'son', 'daughter')],
  ['spouse', (member) => bySex(member, 'son-in-law', 'daughter-in-law')],
  ['son', () => 'grandson'],
  ['daughter', () => 'granddaughter'],
  ['father', () => 'spouse'],
  ['mother', () => 'spouse'],
  ['sibling', (member) => bySex(member, 'son', 'daughter')],
]);

function bySex({ sex }: Kin, male: string, female: string): string {
  return sex === 'male' ? male : sex === 'female' ? female : 'other';
}
