import type { Noun } from '@mingbai/core';

/** Place-holders of the two days of a question; undefined: as it is believed now. */
export interface When {
  /** As it was on this day. */
  readonly asOf: string;
  /** Moment before which it must have been recorded. */
  readonly knownBefore: string;
}

/**
 * A select of the statements that hold, one a thing, from what names things by `condition` on alias `t`. Every
 * thing has a newest statement in `mingbai.<noun>`; when that one is too new for the question, the latest old
 * enough is taken from the past. Both ways go by index.
 */
export function saidSql(noun: Noun, condition: string, when: When | undefined): string {
  const now = `select t.* from mingbai.${noun} t where ${condition}`;
  if (when === undefined) return now;
  const old = (row: string) =>
    `${row}.valid_from <= ${when.asOf} and ${row}.known_from < ${when.knownBefore}`;
  return `${now} and ${old('t')}
    union all
    select p.* from mingbai.${noun} t cross join lateral (${pastSql(noun, old('q'))}) p
    where ${condition} and not (${old('t')})`;
}

function pastSql(noun: Noun, old: string): string {
  return `select q.* from mingbai.${noun}_said q where q.county = t.county and q.id = t.id and ${old}
    order by q.valid_from desc, q.known_from desc limit 1`;
}
