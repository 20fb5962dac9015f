import { FAULT_RULES, type Fault, type FaultRule } from '@mingbai/core';
import type { CheckedNoun } from '@mingbai/store';
import type { ImportJob } from '@mingbai/core/api';

export type Counts = NonNullable<ImportJob['counts']>;

/** Tallies faults by rule while the file is read. */
export class FaultTally {
  private readonly byRule = new Map<FaultRule, number>();
  repairs = 0;

  add(faults: readonly Fault[]): void {
    for (const { rule } of faults) this.byRule.set(rule, (this.byRule.get(rule) ?? 0) + 1);
  }

  counts(rows: number, bad: number): Counts {
    const rules = [...this.byRule].map(([rule, count]) => ({
      rule,
      severity: FAULT_RULES[rule].severity,
      count,
    }));
    const of = (severity: string) =>
      rules.filter((one) => one.severity === severity).reduce((sum, one) => sum + one.count, 0);
    return {
      rows,
      good: rows - bad,
      bad,
      errors: of('error'),
      warnings: of('warning'),
      repairs: this.repairs,
      nouns: [],
      fields: [],
      rules: rules.sort((a, b) => b.count - a.count),
    };
  }
}

/** The same noun may come from several sheets and days: summed. */
export function withNouns(counts: Counts, checked: readonly CheckedNoun[]): Counts {
  const nouns = new Map<string, Counts['nouns'][number]>();
  const fields = new Map<string, Counts['fields'][number]>();
  for (const one of checked) {
    const sum = nouns.get(one.noun) ?? { noun: one.noun, new: 0, changed: 0, same: 0, absent: 0 };
    nouns.set(one.noun, {
      noun: one.noun,
      new: sum.new + one.new,
      changed: sum.changed + one.changed,
      same: sum.same + one.same,
      absent: sum.absent + one.absent,
    });
    for (const { field, changed } of one.fields) {
      const key = `${one.noun}.${field}`;
      fields.set(key, { noun: one.noun, field, changed: (fields.get(key)?.changed ?? 0) + changed });
    }
  }
  return {
    ...counts,
    nouns: [...nouns.values()],
    fields: [...fields.values()].sort((a, b) => b.changed - a.changed),
  };
}

/** Faults that only the register showed, added to what the file showed; how many of each those are stays told beside it. */
export function withRegisterFaults(counts: Counts, faults: readonly Fault[], badRows: number): Counts {
  const tally = new FaultTally();
  tally.add(faults);
  const found = tally.counts(0, 0);
  const rules = new Map(counts.rules.map((one) => [one.rule, one]));
  for (const one of found.rules)
    rules.set(one.rule, {
      ...one,
      count: one.count + (rules.get(one.rule)?.count ?? 0),
      byRegister: one.count,
    });
  return {
    ...counts,
    good: counts.good - badRows,
    bad: counts.bad + badRows,
    errors: counts.errors + found.errors,
    warnings: counts.warnings + found.warnings,
    rules: [...rules.values()].sort((a, b) => b.count - a.count),
  };
}

/** What the file alone showed, from counts that have the register's faults in them, and as many bad rows. */
export function withoutRegisterFaults(counts: Counts, badRows: number): Counts {
  const gone = (severity: string) =>
    counts.rules
      .filter((one) => one.severity === severity)
      .reduce((sum, { byRegister = 0 }) => sum + byRegister, 0);
  return {
    ...counts,
    good: counts.good + badRows,
    bad: counts.bad - badRows,
    errors: counts.errors - gone('error'),
    warnings: counts.warnings - gone('warning'),
    rules: counts.rules
      .map(({ byRegister = 0, count, ...one }) => ({ ...one, count: count - byRegister }))
      .filter((one) => one.count > 0),
  };
}
