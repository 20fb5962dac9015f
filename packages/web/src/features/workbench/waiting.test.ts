import type { CaseRow, FindingRow } from '@mingbai/core/api';
import { expect, test } from 'vitest';
import { byDueDay } from './waiting.ts';

const region = { code: '411525101219', name: '某村' };
const both = (text: string) => ({ zh: text, en: text });
const aCase = (id: string, due: string | null, late = false) =>
  ({
    id,
    due,
    late,
    region,
    township: '某镇',
    title: '张大山',
    procedure: { id: 'monitoring', name: both('监测') },
    stateName: both('待评议'),
    open: [
      { name: both('评议'), refusal: null },
      { name: both('公示'), refusal: { code: 'too-early' } },
    ],
  }) as unknown as CaseRow;
const aFinding = (id: string, due: string | null, overdue = false) =>
  ({
    id,
    due,
    overdue,
    region,
    township: '',
    household: null,
    subject: { id: 'H1', name: null },
    message: both('户主多于一人'),
  }) as unknown as FindingRow;

test('both queues are one, by due day; what has no day comes last, late ones first', () => {
  const cases = [aCase('1', null), aCase('2', '2026-11-24'), aCase('3', '2026-11-20', true)];
  const findings = [aFinding('4', '2026-11-24', true), aFinding('5', '2026-11-22')];
  expect(byDueDay(cases, findings, 'zh').map(({ id }) => id)).toEqual(['3', '5', '4', '2', '1']);
});

test('a line says what can be done, about whom and where', () => {
  const [finding, one] = byDueDay([aCase('1', null)], [aFinding('4', '2026-11-24')], 'zh');
  expect(one).toMatchObject({ what: '监测 · 待评议', next: '评议', who: '张大山', place: '某镇 某村' });
  expect(finding).toMatchObject({ who: 'H1', place: '某村', next: '' });
});
