import { fieldOf } from '@mingbai/core';
import { fillMessage } from '../load/message.ts';
import type { InBoth, Severity } from '../load/rule.ts';
import type { RulesAtWork } from '../run/at-work.ts';
import type { Facts } from '../vocabulary/fact.ts';
import { HouseholdCheck, type RuleHit } from './check-household.ts';
import type { CheckView } from './facts-of-rows.ts';
import { factJson } from './fact-json.ts';
import type { CellPlace, FileHousehold, FileRows, FileThing, FileVillage } from './file-rows.ts';
import type { Mentioned } from './mentioned.ts';
import type { Row } from './rows.ts';
import { fieldType } from '../vocabulary/field-type.ts';
import { valueOf } from './value-of.ts';

/** A rule that is broken, in one of the cells to look at. */
export interface FileFinding extends CellPlace {
  /** Dictionary key. */
  readonly field: string;
  /** What stands there, as a clerk reads it. */
  readonly value: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: InBoth;
  /** What is said of members of a household as a whole stands at one of them: the cells of the others. */
  readonly beside?: readonly CellPlace[];
}

/**
 * Rules over rows of files alone, without a register. A rule is asked only where the files have a column for all that
 * it speaks of: what nobody asked for is not blank.
 */
export function* checkFiles(rows: FileRows, work: RulesAtWork, view: CheckView): Generator<FileFinding> {
  const check = new HouseholdCheck(work, view);
  for (const household of rows.households())
    for (const hit of check.household(household.rows))
      if (isTold(hit, household, work)) yield* findings(hit, thingsOf(hit, household), work);
  for (const village of rows.villages())
    for (const hit of check.village(village.rows))
      if (isTold(hit, village, work)) yield* findings(hit, [village.thing], work);
}

type Told = FileHousehold | FileVillage;

function isTold({ rule, subject, member }: RuleHit, told: Told, { facts }: RulesAtWork): boolean {
  const own = member === null ? told.thing : 'members' in told ? told.members.get(member.id) : undefined;
  return own !== undefined && areAsked(rule.names, facts[subject], own, told);
}

function areAsked(names: Mentioned, facts: Facts, own: FileThing, told: Told): boolean {
  for (const [name, inner] of names) {
    const source = facts.get(name)?.source;
    switch (source?.kind) {
      case 'field':
        if (!own.asked.has(source.key)) return false;
        break;
      case 'derived':
        if (source.key !== undefined && !own.asked.has(source.key)) return false;
        if (source.id === 'measure-kinds' && ![...own.asked].some((key) => key.startsWith('measure.')))
          return false;
        break;
      case 'sum':
        return false;
      case 'nested':
        if (!isAroundAsked(source.of, source.facts, inner ?? new Map(), told)) return false;
        break;
      default:
    }
  }
  return true;
}

function isAroundAsked(of: string, facts: Facts, names: Mentioned, told: Told): boolean {
  if (!('members' in told)) return false;
  switch (of) {
    case 'household':
      return areAsked(names, facts, told.thing, told);
    case 'members':
      return (
        told.members.size > 0 && [...told.members.values()].every((one) => areAsked(names, facts, one, told))
      );
    case 'responsible':
      return told.asksResponsible;
    default:
      return told.rows.village !== undefined;
  }
}

/** Where to look: at the member, at the household, at its head, at its other members in turn. */
function thingsOf({ member }: RuleHit, household: FileHousehold): FileThing[] {
  const own = member === null ? undefined : household.members.get(member.id);
  const members = headFirst([...household.members.values()], ({ values }) => values);
  return [...(own === undefined ? [] : [own]), household.thing, ...members];
}

/** Members with the head of the household before the others. */
export function headFirst<T>(members: readonly T[], rowOf: (member: T) => Row): T[] {
  const isHead = (member: T) => rowOf(member)['membership.relation'] === 'head';
  return [...members.filter(isHead), ...members.filter((member) => !isHead(member))];
}

/** The cells of the rule's fields, of the first row that has one; the row itself where none does. */
function findings(hit: RuleHit, things: readonly FileThing[], work: RulesAtWork): FileFinding[] {
  const { id, severity, fields } = hit.rule.rule;
  const message = messageOf(hit, work);
  const said = (at: CellPlace | undefined) => ({
    rule: id,
    severity,
    message: hit.member === null && at !== undefined ? withRows(message, rowsBeside(at, things)) : message,
  });
  const thing = things.find(({ places }) => fields.some((field) => places.has(field)));
  if (thing === undefined)
    return things
      .slice(0, 1)
      .map(({ first }) => ({ ...first, field: fields[0] ?? '', value: '', ...said(first) }));
  const found = fields.flatMap((field) => {
    const place = thing.places.get(field);
    return place === undefined
      ? []
      : [{ ...place, field, value: textOf(field, thing.values[field]), ...said(place) }];
  });
  const [first, ...others] = found;
  if (first === undefined || hit.member !== null || thing === things[0]) return found;
  const beside = cellsBeside(first, things);
  return beside.length === 0 ? found : [{ ...first, beside }, ...others];
}

/** The cell of the same field in each other row that speaks of a member; the row itself where its sheet has none. */
function cellsBeside(
  { field, ...at }: CellPlace & { readonly field: string },
  things: readonly FileThing[],
): CellPlace[] {
  const [, ...members] = things;
  const cells = members.map((one) => one.places.get(field) ?? one.first);
  return cells.filter(({ file, sheet, row }) => file !== at.file || sheet !== at.sheet || row !== at.row);
}

/** Rows of the same sheet that speak of the household. */
function rowsBeside({ file, sheet }: CellPlace, things: readonly FileThing[]): number[] {
  const here = things.flatMap(({ rows }) => rows.filter((one) => one.file === file && one.sheet === sheet));
  return here.map(({ row }) => row);
}

const NAMED = 12;

/** What is wrong with a household that stands in several rows says in which. */
export function withRows(message: InBoth, rows: Iterable<number>): InBoth {
  const all = [...new Set(rows)].toSorted((a, b) => a - b);
  if (all.length < 2) return message;
  const more = all.length > NAMED ? '…' : '';
  const named = all.slice(0, NAMED);
  return {
    zh: `${message.zh}（本户：第 ${named.join('、')}${more} 行）`,
    en: `${message.en} (the household: rows ${named.join(', ')}${more})`,
  };
}

/** What is wrong, with its facts, after the rule's own name. */
export function messageOf({ rule: { rule }, subject, values }: RuleHit, work: RulesAtWork): InBoth {
  const said = (language: 'zh' | 'en') =>
    fillMessage(rule.message[language], language, work.facts[subject], values);
  return { zh: `${rule.zh}：${said('zh')}`, en: `${rule.en}: ${said('en')}` };
}

/** A value of a field as a clerk reads it. */
export function textOf(key: string, raw: unknown): string {
  if (raw === null || raw === undefined) return '';
  const field = fieldOf(key as `person.${string}`);
  const said = factJson(valueOf(field, raw), fieldType(field));
  if (typeof said === 'boolean') return said ? '是' : '否';
  return Array.isArray(said) ? said.join('、') : String(said as string | number);
}
