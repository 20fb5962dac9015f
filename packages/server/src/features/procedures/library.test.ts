import { findPaper } from '@mingbai/policy';
import { expect, test } from 'vitest';
import { paperLibrary } from '../papers/library.ts';
import { procedureLibrary, warningsOn } from './library.ts';

test('every procedure of the house loads', async () => {
  const { procedures, refused } = await procedureLibrary();
  expect(refused).toEqual([]);
  expect(procedures.length).toBeGreaterThan(15);
});

test('the calendar of a year to come is asked for long before, and that of this year loudly', async () => {
  expect(await warningsOn('2026-09-30')).toEqual([]);
  expect(await warningsOn('2026-10-01')).toMatchObject([
    { code: 'calendar', zh: expect.stringContaining('2027'), en: expect.stringContaining('2027.yaml') },
  ]);
  const without = await warningsOn('2031-11-01');
  expect(without.map(({ zh }) => /\d{4}/.exec(zh)?.[0])).toEqual(['2031', '2032']);
});

test('every paper that a procedure names has its template, which asks for all that it is told', async () => {
  const { procedures } = await procedureLibrary();
  const papers = await paperLibrary();
  const named = procedures.flatMap(({ procedure, region }) =>
    (procedure.papers ?? []).map((paper) => ({ procedure, region, paper })),
  );
  expect(named.length).toBeGreaterThan(30);
  for (const { procedure, region, paper } of named) {
    const found = findPaper(papers, paper.of ?? paper.key, region, procedure.from);
    const where = `${procedure.id}: ${paper.key}`;
    expect(found, where).toBeDefined();
    for (const name of Object.keys(paper.facts)) expect(found?.template.facts, where).toHaveProperty(name);
  }
});
