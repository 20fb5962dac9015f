import { scopeOf } from '@mingbai/core';
import type { ReadTx } from '@mingbai/store';
import { countySql, lastsSql, type RegisterView } from '../bind/register.ts';
import type { Subject } from '../vocabulary/fact.ts';

/** Some of a trial's subjects: those of the view. */
export interface TrialPart {
  readonly view: RegisterView;
  /** How many, as far as they were counted beforehand. */
  readonly count: number;
}

/**
 * A view in parts of about `size` subjects, by the ids of their households: every table has an index that begins with
 * them, and a household with its members stays whole. What is hardly more than one part is one. Villages are few.
 */
export async function partsOf(
  tx: ReadTx,
  subject: Subject,
  view: RegisterView,
  size: number,
): Promise<readonly TrialPart[]> {
  if (subject === 'village') return [{ view, count: 0 }];
  // Ids that stay together: no part has many more subjects than it should.
  const width = Math.ceil(size / 4);
  const buckets = await tx.rows<{ bucket: string; n: number }>(bucketsSql(subject, view, width));
  const total = buckets.reduce((sum, { n }) => sum + n, 0);
  if (total <= size * 2) return [{ view, count: total }];
  const parts: TrialPart[] = [];
  let [first, count] = [undefined as bigint | undefined, 0];
  for (const [index, { bucket, n }] of buckets.entries()) {
    first ??= BigInt(bucket) * BigInt(width);
    count += n;
    if (count < size && index < buckets.length - 1) continue;
    const last = (BigInt(bucket) + 1n) * BigInt(width) - 1n;
    parts.push({ view: { ...view, households: { first: String(first), last: String(last) } }, count });
    [first, count] = [undefined, 0];
  }
  return parts;
}

/** The region is said once more than row-level security says it: a village is then counted by its index. */
function bucketsSql(subject: 'household' | 'person', view: RegisterView, width: number): string {
  const county = countySql(view);
  const { low, high } = scopeOf(view.region);
  const inside = `county = ${county} and region between ${BigInt(low)} and ${BigInt(high)}`;
  const [id, from] =
    subject === 'household'
      ? ['id', `mingbai.household where ${inside}`]
      : ['household_id', `mingbai.membership m where ${inside} and ${lastsSql('m', view)}`];
  return `select ${id} / ${width} as bucket, count(*)::int as n from ${from} group by 1 order by 1`;
}
