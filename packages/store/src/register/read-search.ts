import type { Vault } from '../vault/vault.ts';
import { hash32, hash64 } from '../import/stage.ts';
import type { Params } from './params.ts';
import { inArea, inCounty, type Area } from './read-area.ts';
import { lasting } from './read-columns.ts';

/** What somebody typed into the search box, told by its shape. */
export type Search =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'initials'; readonly text: string }
  | { readonly kind: 'tail'; readonly text: string }
  | { readonly kind: 'identity'; readonly text: string }
  | { readonly kind: 'phone'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string };

/** Undefined for nothing but blanks. Full-width signs and blanks between digits make no difference. */
export function readSearch(typed: string): Search | undefined {
  const text = typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  if (text === '') return undefined;
  if (/^\d{3}[\dX]$/.test(text)) return { kind: 'tail', text };
  if (/^\d{17}[\dX]$/.test(text)) return { kind: 'identity', text };
  if (/^1\d{10}$/.test(text)) return { kind: 'phone', text };
  if (/^\d+$/.test(text)) return { kind: 'number', text };
  if (/^[A-Z]+$/.test(text)) return { kind: 'initials', text: text.toLowerCase() };
  return { kind: 'name', text: typed.normalize('NFKC').trim() };
}

export type Finder = Pick<Vault, 'find'>;

/**
 * A select of `county, id` of persons. Every condition but the infix one is by operators that are leakproof,
 * so that an index may serve it under row-level security; the infix is for when nothing begins with the name.
 */
export function personsFound(
  search: Search,
  area: Area,
  params: Params,
  vault: Finder,
  infix = false,
): string {
  const from = `select p.county, p.id from mingbai.person p where ${inCounty(area, params, 'p')} and ${inArea(area, params, 'p')}`;
  switch (search.kind) {
    case 'name':
      return infix
        ? `${from} and strpos(p.name, ${params.add(search.text, 'text')}) > 0`
        : `${from} and ${startsWith('p.name', search.text, params)}`;
    case 'initials':
      return `${from} and ${startsWith('p.name_initials', search.text, params)}`;
    case 'tail':
      return `${from} and p.identity_no_tail = ${params.add(hash32(vault.find(search.text, 'identity-tail')), 'integer')}`;
    case 'identity':
      return `${from} and p.identity_no_hash = ${params.add(hash64(vault.find(search.text, 'identity')), 'bigint')}`;
    case 'phone':
      return `${from} and p.phone_hash = ${params.add(hash64(vault.find(search.text, 'phone')), 'bigint')}`;
    case 'number': {
      // A long number may be a certificate of disability (20 or 22 digits) as well as a number of the register.
      const hash = params.add(hash64(vault.find(search.text, 'identity')), 'bigint');
      return `${from} and p.person_no = ${params.add(search.text, 'text')}
        union ${from} and p.identity_no_hash = ${hash}
        union select m.county, m.person_id from mingbai.household h
          join mingbai.membership m on m.county = h.county and m.household_id = h.id and ${lasting('m')}
          where ${householdNumber(search.text, area, params)}`;
    }
  }
}

/** A select of `county, id` of households: their own numbers, or those of a member. */
export function householdsFound(
  search: Search,
  area: Area,
  params: Params,
  vault: Finder,
  infix = false,
): string {
  const own = `select h.county, h.id from mingbai.household h where `;
  if (search.kind === 'number') {
    const hash = params.add(hash64(vault.find(search.text, 'identity')), 'bigint');
    return `${own}${householdNumber(search.text, area, params)}
      union select m.county, m.household_id from mingbai.person p ${memberOf()}
        where ${inCounty(area, params, 'p')} and p.identity_no_hash = ${hash}`;
  }
  const persons = personsFound(search, area, params, vault, infix);
  const byMember = `select m.county, m.household_id as id from (${persons}) p ${memberOf()}`;
  if (search.kind === 'identity') {
    return `${byMember} union ${own}${inCounty(area, params, 'h')} and h.household_no = ${params.add(search.text, 'text')}`;
  }
  if (search.kind !== 'phone') return byMember;
  const hash = params.add(hash64(vault.find(search.text, 'phone')), 'bigint');
  return `${byMember} union ${own}${inCounty(area, params, 'h')} and h.phone_hash = ${hash}`;
}

function memberOf(): string {
  return `join mingbai.membership m on m.county = p.county and m.person_id = p.id and ${lasting('m')}`;
}

function householdNumber(text: string, area: Area, params: Params): string {
  return `${inCounty(area, params, 'h')} and ${startsWith('h.household_no', text, params)}`;
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
