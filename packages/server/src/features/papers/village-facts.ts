import type { PaperFacts } from '@mingbai/core';
import type { StoredPage, StoredVillage } from '@mingbai/store';
import { type Around, headOf, householdRow, memberRow, recordFacts } from './household-facts.ts';
import { placeFacts } from './place.ts';

/** What papers say of a village, with the rows of its lists. */
export function villageFacts(
  village: StoredVillage,
  pages: readonly StoredPage[],
  around: Around,
): PaperFacts {
  const { place, numbers, today } = around;
  return {
    ...placeFacts(place, null, today),
    ...recordFacts(['village'], { village: village.profile?.values ?? {} }),
    档案年度: String(village.years[0] ?? ''),
    户数: String(village.households.length),
    人数: String(village.persons),
    户: pages.map((page, at) => householdRow(page, at, around)),
    人口: pages
      .flatMap((page) =>
        page.members
          .filter(({ lasts }) => lasts)
          .map((member, at) => ({
            ...memberRow(member, at, numbers),
            序号: '',
            户编号: String(page.household.values['household_no'] ?? ''),
            户主姓名: headOf(page)?.name ?? '',
            组: page.group ?? '',
          })),
      )
      .map((row, at) => ({ ...row, 序号: String(at + 1) })),
  };
}
