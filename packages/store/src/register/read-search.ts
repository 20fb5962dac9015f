import { initialsSpelt } from '@mingbai/core';
import type { Vault } from '../vault/vault.ts';
import { hash32, hash64 } from '../import/sealing.ts';
import { BY_TEXT, type ReadTx } from '../db/tx.ts';
import { Params } from './params.ts';
import { heldToArea, inArea, inCounty, type Area } from './read-area.ts';
import { lasting } from './read-columns.ts';
import { isOwnNumber } from './say.ts';

/** What somebody typed into the search box, told by its shape. */
export type Search =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'initials'; readonly text: string }
  /** Pinyin in full: the names that begin so, or of very many those that were looked at. */
  | {
      readonly kind: 'spelt';
      readonly text: string;
      readonly names: readonly string[];
      readonly all: boolean;
    }
  | { readonly kind: 'tail'; readonly text: string }
  | { readonly kind: 'identity'; readonly text: string }
  | { readonly kind: 'phone'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string };

/**
 * Undefined for nothing but blanks. Full-width signs, blanks and hyphens between digits, and blanks between Chinese
 * characters, by which papers make a name of two as wide as one of three, make no difference.
 */
export function readSearch(typed: string): Search | undefined {
  const clean = typed.normalize('NFKC').trim();
  const closed = clean.replace(/\s+/g, '').toUpperCase();
  const text = /^\d[\d\p{Pd}]*[\dX]$/u.test(closed) ? closed.replace(/\p{Pd}/gu, '') : closed;
  if (text === '') return undefined;
  if (/^\d{3}[\dX]$/.test(text) || /^\d{4,11}X$/.test(text)) return { kind: 'tail', text };
  if (/^\d{17}[\dX]$/.test(text)) return { kind: 'identity', text };
  if (/^1\d{10}$/.test(text)) return { kind: 'phone', text };
  if (/^\d+$/.test(text)) return { kind: 'number', text };
  const latin = text.replace(/['’]/g, '').replace(/Ü/g, 'V');
  if (/^[A-Z]+$/.test(latin)) return { kind: 'initials', text: latin.toLowerCase() };
  return { kind: 'name', text: clean.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') };
}

/** How it is looked for, one way after the other until something is found. */
export async function* waysOf(
  tx: ReadTx,
  search: Search,
  area: Area,
): AsyncGenerator<{ readonly search: Search; readonly infix: boolean }> {
  yield { search, infix: false };
  if (search.kind === 'name') yield { search, infix: true };
  // No number of a household begins so: then it may be how one of a person ends.
  if (search.kind === 'number' && search.text.length > 4 && search.text.length <= 12)
    yield { search: { kind: 'tail', text: search.text }, infix: false };
  if (search.kind === 'initials') {
    const spelt = await namesSpelt(tx, search.text, area);
    if (spelt.names.length > 0)
      yield { search: { kind: 'spelt', text: search.text, ...spelt }, infix: false };
  }
}

/** So many people of the initials are looked at: about as many as two initials have in a county of a million. */
const LOOKED_AT = 20_000;

/** The names that begin with pinyin typed in full: found by their initials, and read here. */
async function namesSpelt(
  tx: ReadTx,
  typed: string,
  area: Area,
): Promise<{ readonly names: readonly string[]; readonly all: boolean }> {
  const params = new Params();
  const ways = initialsSpelt(typed);
  if (ways.length === 0) return { names: [], all: true };
  const most = Math.ceil(LOOKED_AT / ways.length);
  // The index gives the shortest first: people of just these initials before those who have more.
  const parts = ways.map(
    (initials, way) => `(select ${way} as way, p.name from mingbai.person p
      where ${inCounty(area, params, 'p')} and ${heldToArea(area, params, 'p')} and ${startsWith('p.name_initials', initials, params)}
      order by ${WALK.initials} limit ${most})`,
  );
  const rows = await tx.rows<{ name: string; way: number; n: number }>(
    `select way, name, count(*)::integer as n from (${parts.join(' union all ')}) looked group by way, name order by name collate "C"`,
    params.values,
    BY_TEXT,
  );
  const looked = ways.map(() => 0);
  for (const { way, n } of rows) looked[way] = (looked[way] ?? 0) + n;
  // Readings are loaded when they are asked for the first time.
  const { beginsSpelt } = rows.length === 0 ? {} : await import('@mingbai/core/initials');
  const names = new Set(rows.map(({ name }) => name).filter((name) => beginsSpelt?.(name, typed)));
  return { names: [...names], all: looked.every((n) => n < most) };
}

export type Finder = Pick<Vault, 'find'>;

/**
 * The condition on person `p`. Every one but the infix is by operators that are leakproof, so that an index may
 * serve it under row-level security; the infix is for when nobody's name begins so.
 */
function personCondition(search: Search, params: Params, vault: Finder, infix: boolean): string {
  switch (search.kind) {
    case 'name':
      return infix
        ? `strpos(p.name, ${params.add(search.text, 'text')}) > 0`
        : startsWith('p.name', search.text, params);
    case 'initials':
      return startsWith('p.name_initials', search.text, params);
    case 'spelt':
      return `p.name collate "C" = any(${params.add(search.names, 'text[]')})`;
    case 'tail':
      return endsWith(search.text, params, vault);
    case 'phone':
      return `p.phone_hash = ${params.add(hash64(vault.find(search.text, 'phone')), 'bigint')}`;
    // A long number may be a certificate of disability (20 or 22 digits) as well as a number of the register.
    case 'identity':
    case 'number':
      return `p.identity_no_hash = ${params.add(hash64(vault.find(search.text, 'identity')), 'bigint')}`;
  }
}

/** The last four are kept hashed; before them, in a number of eighteen, stands the day of birth. */
function endsWith(text: string, params: Params, vault: Finder): string {
  const four = params.add(hash32(vault.find(text.slice(-4), 'identity-tail')), 'integer');
  const tail = `p.identity_no_tail = ${four}`;
  const birth = text.slice(0, -4);
  return birth === ''
    ? tail
    : `${tail} and p.identity_no_length = 18 and right(to_char(p.identity_no_birth, 'YYYYMMDD'), ${birth.length}) = ${params.add(birth, 'text')}`;
}

const MEMBERSHIP_OF = `mingbai.membership m where ${membershipOfPerson()}`;

function membershipOfPerson(): string {
  return `m.county = p.county and m.person_id = p.id and ${lasting('m')}`;
}

/** A select of `id` of households: by their own numbers, or by a member. */
function householdsFound(search: Search, area: Area, params: Params, vault: Finder, infix: boolean): string {
  const own = (): string => `select h.id from mingbai.household h where ${inCounty(area, params, 'h')}`;
  const byMember = `select m.household_id as id from mingbai.person p
    cross join lateral (select m.household_id from ${MEMBERSHIP_OF} offset 0) m
    where ${inCounty(area, params, 'p')} and ${inArea(area, params, 'p')} and ${personCondition(search, params, vault, infix)}`;
  switch (search.kind) {
    case 'number':
      return `${byMember} union all ${own()} and ${hasNumber(search.text, params)}`;
    case 'identity':
      return `${byMember} union all ${own()} and h.household_no = ${params.add(search.text, 'text')}`;
    case 'phone':
      return `${byMember} union all ${own()} and h.phone_hash = ${params.add(hash64(vault.find(search.text, 'phone')), 'bigint')}`;
    default:
      return byMember;
  }
}

/** So many people are found and put in the order of the list; of more, those whose names come first are shown. */
export const FEW = 200;

/** How many are looked at for a page: some more than are on it and before it, so that there is one to turn to. */
export function mostHits(page: { readonly offset: number; readonly limit: number }): number {
  return Math.max(FEW + 1, 2 * (page.offset + page.limit) + 50);
}

/** The order in which the index gives them. */
const WALK: Partial<Record<Search['kind'], string>> = {
  name: 'p.county, p.name collate "C"',
  initials: 'p.county, p.name_initials collate "C"',
  spelt: 'p.county, p.name collate "C"',
};

/**
 * Households by a member that fits, or by their own numbers, as common tables `hit (home, person, n)` and
 * `found (id, n)`, `n` by the order of names and of the person who fits, below 0 by the household's own number; of
 * households that fit `filters`. No more than `most` of either kind are looked for.
 */
export function householdHits(
  search: Search,
  area: Area,
  params: Params,
  vault: Finder,
  infix: boolean,
  most: number,
  filters: readonly string[],
): string {
  const inRegions = isBroad(search, area) ? inArea : heldToArea;
  const home =
    filters.length === 0
      ? `select m.household_id as home from ${MEMBERSHIP_OF} offset 0`
      : `select h.id as home from mingbai.membership m join mingbai.household h on h.county = m.county and h.id = m.household_id
          where ${membershipOfPerson()} and ${filters.join(' and ')} offset 0`;
  const persons = `select home, p.id as person from mingbai.person p cross join lateral (${home}) o
    where ${inCounty(area, params, 'p')} and ${inRegions(area, params, 'p')}`;
  const order = WALK[search.kind];
  const parts = [
    `${persons} and ${personCondition(search, params, vault, infix)} ${order === undefined ? '' : `order by ${order}`} limit ${most}`,
    ...(search.kind === 'number' ? [`${persons} and p.person_no = ${params.add(search.text, 'text')}`] : []),
  ];
  const all = parts.map((part) => `(${part})`).join(' union all ');
  const own = ownNumber(search, params, vault);
  const byOwn =
    own === undefined
      ? ''
      : `union all (select home, row_number() over () - ${most + 1} from (select h.id as home from mingbai.household h
          where ${[inCounty(area, params, 'h'), heldToArea(area, params, 'h'), own, ...filters].join(' and ')}
          ${search.kind === 'number' ? 'order by h.county, h.household_no collate "C"' : ''} limit ${most}) walked)`;
  return `hit as materialized (select home, person, row_number() over () as n from (${all}) walked limit ${most}),
    found as materialized (select home as id, min(n) as n from (select home, n from hit ${byOwn}) one group by home)`;
}

/** Whether person `p` fits: a household whose head does needs no word of whom it was found by. */
export function fits(search: Search, params: Params, vault: Finder, infix: boolean): string {
  const condition = personCondition(search, params, vault, infix);
  return search.kind === 'number'
    ? `(${condition} or p.person_no = ${params.add(search.text, 'text')})`
    : `(${condition})`;
}

/** False: more may fit than were looked at. */
export function looksAtAll(search: Search): boolean {
  return search.kind !== 'spelt' || search.all;
}

/**
 * Persons that fit and belong to a household, as common table `hit (id, home, n)`, `n` by the order of names; of
 * those that fit `filters` on person `p` and household `h`.
 */
export function personHits(
  search: Search,
  area: Area,
  params: Params,
  vault: Finder,
  infix: boolean,
  most: number,
  filters: readonly string[],
): string {
  const inRegions = isBroad(search, area) ? inArea : heldToArea;
  const home = filters.some((filter) => filter.includes('h.'))
    ? `select h.* from mingbai.membership m join mingbai.household h on h.county = m.county and h.id = m.household_id
        where ${membershipOfPerson()} offset 0`
    : `select m.household_id as id from ${MEMBERSHIP_OF} offset 0`;
  const where = [inCounty(area, params, 'p'), inRegions(area, params, 'p'), ...filters];
  const persons = (condition: string) =>
    `select p.id, h.id as home from mingbai.person p cross join lateral (${home}) h where ${[...where, condition].join(' and ')}`;
  const order = WALK[search.kind];
  const parts = [
    `${persons(personCondition(search, params, vault, infix))} ${order === undefined ? '' : `order by ${order}`} limit ${most}`,
  ];
  if (search.kind === 'number') {
    parts.push(persons(`p.person_no = ${params.add(search.text, 'text')}`));
    parts.push(`${persons(`(p.county, p.id) in (select county, person_id from member)`)} limit ${most}`);
  }
  const all = parts.map((part) => `(${part})`).join(' union all ');
  const ofNumber =
    search.kind !== 'number'
      ? ''
      : `member as materialized (select m.county, m.person_id from (
          select h.county, h.id from mingbai.household h where ${inCounty(area, params, 'h')} and ${heldToArea(area, params, 'h')}
            and ${hasNumber(search.text, params)} order by h.county, h.household_no collate "C" limit ${most}) h
          cross join lateral (select m.county, m.person_id from mingbai.membership m
            where m.county = h.county and m.household_id = h.id and ${lasting('m')} offset 0) m limit ${most}), `;
  return `${ofNumber}hit as materialized (select id, min(home) as home, min(n) as n from (
    select id, home, row_number() over () as n from (${all}) walked limit ${most}) one group by id)`;
}

/** The condition on household `h` by a number of its own, when it may be one. */
function ownNumber(search: Search, params: Params, vault: Finder): string | undefined {
  switch (search.kind) {
    case 'number':
      return hasNumber(search.text, params);
    case 'identity':
      return `h.household_no = ${params.add(search.text, 'text')}`;
    case 'phone':
      return `h.phone_hash = ${params.add(hash64(vault.find(search.text, 'phone')), 'bigint')}`;
    default:
      return undefined;
  }
}

/** A select of `id` of persons: by their own names and numbers, or by the number of their household. */
function personsFound(search: Search, area: Area, params: Params, vault: Finder, infix: boolean): string {
  const person = `select p.id from mingbai.person p where ${inCounty(area, params, 'p')} and ${inArea(area, params, 'p')} and`;
  const own = `${person} ${personCondition(search, params, vault, infix)}`;
  if (search.kind !== 'number') return own;
  return `${own} union ${person} p.person_no = ${params.add(search.text, 'text')}
    union select m.person_id from mingbai.household h
      cross join lateral (select m.person_id from mingbai.membership m
        where m.county = h.county and m.household_id = h.id and ${lasting('m')} offset 0) m
      where ${inCounty(area, params, 'h')} and ${heldToArea(area, params, 'h')} and ${hasNumber(search.text, params)}`;
}

/** Found one by one up to here; what more fit is looked for in the order of the list instead. */
const NAMED = 10_000;

/** What a search comes to: no condition, the things themselves, or too many to name. */
export type Found =
  | { readonly kind: 'all' }
  | { readonly kind: 'few'; readonly ids: string }
  | { readonly kind: 'many'; readonly search: Search; readonly infix: boolean };

/**
 * For all of a list, however long: looks by the indexes for what was typed; when nobody's name begins so, for names that
 * contain it. `passes`: whether the rest of the list's filter leaves any of it; as on the page, the next way is gone only
 * where it leaves none.
 */
export async function lookUp(
  tx: ReadTx,
  typed: string | undefined,
  area: Area,
  vault: Finder,
  of: 'household' | 'person',
  passes: (found: Found) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Found> {
  const asked = typed === undefined ? undefined : readSearch(typed);
  if (asked === undefined) return { kind: 'all' };
  const select = of === 'household' ? householdsFound : personsFound;
  for await (const { search, infix } of waysOf(tx, asked, area)) {
    const params = new Params();
    const found = `select f.id from (${select(search, area, params, vault, infix)}) f limit ${NAMED + 1}`;
    const row = await tx.find<{ n: number; ids: string }>(
      `select count(*)::integer as n, coalesce(array_agg(id), '{}')::text as ids from (${found}) f`,
      params.values,
    );
    if (row === undefined) break;
    if (row.n === 0) continue;
    const met: Found = row.n > NAMED ? { kind: 'many', search, infix } : { kind: 'few', ids: row.ids };
    if (await passes(met)) return met;
  }
  return { kind: 'few', ids: '{}' };
}

/** The condition on person `p`, and its household `h`, that goes with what was found. */
export function personIsFound(found: Found, area: Area, params: Params, vault: Finder): string[] {
  if (found.kind === 'all') return [];
  if (found.kind === 'few')
    return [`${inCounty(area, params, 'p')} and p.id = any(${params.add(found.ids, 'bigint[]')})`];
  // So many have a number that begins so only by that of their household.
  if (found.search.kind === 'number') return [hasNumber(found.search.text, params)];
  return [personCondition(found.search, params, vault, found.infix)];
}

/** The condition on household `h` that goes with what was found. */
export function householdIsFound(found: Found, area: Area, params: Params, vault: Finder): string[] {
  if (found.kind === 'all') return [];
  if (found.kind === 'few')
    return [`${inCounty(area, params, 'h')} and h.id = any(${params.add(found.ids, 'bigint[]')})`];
  if (found.search.kind === 'number') return [hasNumber(found.search.text, params)];
  return [
    `exists (select from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
      where m.county = h.county and m.household_id = h.id and ${lasting('m')} and ${personCondition(found.search, params, vault, found.infix)} offset 0)`,
  ];
}

/**
 * By the number that household `h` has; one of our own also by what it was before the system above gave it another,
 * because it stands on papers.
 */
function hasNumber(text: string, params: Params): string {
  if (!isOwnNumber(text)) return startsWith('h.household_no', text, params);
  const number = params.add(text, 'text');
  return `h.id in (select q.id from mingbai.household q where q.county = h.county and q.household_no collate "C" = ${number}
    union all select q.id from mingbai.household_past q
      where q.county = h.county and q.household_no collate "C" >= '9' and q.household_no collate "C" = ${number})`;
}

/** LIKE is not leakproof; comparisons of text are. In collation "C" the order is that of the code points. */
function startsWith(column: string, text: string, params: Params): string {
  const low = `${column} collate "C" >= ${params.add(text, 'text')}`;
  const end = afterAll(text);
  return end === undefined ? low : `${low} and ${column} collate "C" < ${params.add(end, 'text')}`;
}

/** The first text behind all that begin with this one. */
function afterAll(text: string): string | undefined {
  const signs = [...text];
  for (let at = signs.length - 1; at >= 0; at -= 1) {
    const next = (signs[at]?.codePointAt(0) ?? 0) + 1;
    // Surrogates are no characters of UTF-8.
    if (next <= 0x10ffff)
      return signs.slice(0, at).join('') + String.fromCodePoint(next === 0xd800 ? 0xe000 : next);
  }
  return undefined;
}

/** Of a single sign many are found in a county and few in a village: the region leads there faster. */
function isBroad(search: Search, area: Area): boolean {
  return area.low === area.high && search.text.length === 1;
}

/** How the statement is to be prepared: once, but where the planner has to see each time what is asked. */
export function nameOf(search: Search, area: Area): typeof BY_TEXT | undefined {
  return isBroad(search, area) ? undefined : BY_TEXT;
}
