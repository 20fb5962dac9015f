import type { RegionCode } from '../region/code.ts';
import type { LateFault, RowPlace } from './household-check.ts';
import { anotherPlace } from './other-place.ts';

interface Spoken {
  rows: number;
  /** The first of them, and what stands in their column of counties. */
  readonly first: { readonly place: RowPlace; readonly text: string }[];
}

/** More rows of a county are no slip. */
const KEPT = 100;
/** So many times fewer rows than those of the file's county: they strayed into it. */
const FEWER = 10;

/**
 * Without a register it is the file that says which county it is of: that of most rows. A file may be of several; of a
 * neighbour's few rows among many it is told, as the register would.
 */
export class CountyCheck {
  private readonly counties = new Map<string, Spoken>();

  add(region: RegionCode, place: RowPlace, text: string): void {
    const county = region.slice(0, 6);
    let spoken = this.counties.get(county);
    if (spoken === undefined) this.counties.set(county, (spoken = { rows: 0, first: [] }));
    spoken.rows++;
    if (spoken.first.length < KEPT) spoken.first.push({ place, text });
  }

  *finish(): Generator<LateFault> {
    const [most, ...others] = [...this.counties].toSorted(([, a], [, b]) => b.rows - a.rows);
    const own = most?.[1].first[0]?.text;
    if (most === undefined || own === undefined) return;
    for (const [county, { rows, first }] of others) {
      const few = rows * FEWER <= most[1].rows || (rows === 1 && most[1].rows > 1);
      if (!few || rows > KEPT) continue;
      for (const { place, text } of first)
        yield {
          ...place,
          rule: 'place-elsewhere',
          to: 'place.county',
          value: text,
          other: '',
          expected: anotherPlace('county', [county], otherRows(own)).expected,
        };
    }
  }
}

/** Of what the rest of the file is. */
export function otherRows(own: string): { readonly zh: string; readonly en: string } {
  return { zh: `其余各行是${own}`, en: `the other rows are of ${own}` };
}
