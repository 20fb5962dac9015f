import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Bilingual, DayText, Id, Page, RegionCodeText } from './shapes.ts';

const Column = z.enum(['size', 'class', 'cause-kind', 'measure-kind', 'outcome', 'amount']);

export const NoticeStates = z.enum(['hanging', 'over', 'withdrawn', 'coming']);

export const NoticeListed = z.object({
  id: Id,
  /** Its address on the public pages: `/open/notice/{slug}`. */
  slug: z.string(),
  region: RegionCodeText,
  procedure: z.string(),
  title: Bilingual,
  place: z.string(),
  from: DayText,
  /** Last day it hangs out. */
  until: DayText,
  state: NoticeStates,
  lines: z.number(),
  objections: z.number(),
  /** Those not answered. */
  open: z.number(),
});
export type NoticeListed = z.infer<typeof NoticeListed>;

const Row = z.object({
  /** Null: the head is a child. */
  head: z.string().nullable(),
  village: z.string(),
  group: z.string().nullable(),
  cells: z.partialRecord(Column, z.union([z.string(), Bilingual]).nullable()),
});

export const NoticeView = NoticeListed.extend({
  basis: Bilingual,
  said: z.string().nullable(),
  columns: z.array(Column),
  rows: z.array(Row),
  /** The case of each row. */
  cases: z.array(Id),
  phone: z.string(),
  contact: z.string().nullable(),
  withdrawnWhy: z.string().nullable(),
  interruptions: z.array(z.object({ from: DayText, to: DayText, reason: z.string() })),
  objectionList: z.array(
    z.object({
      id: Id,
      number: z.string(),
      /** Row it is about, from 1; null: the whole list. */
      line: z.number().nullable(),
      at: z.string(),
      upheld: z.boolean().nullable(),
      answer: z.string().nullable(),
      answeredAt: z.string().nullable(),
    }),
  ),
  /** The QR code of its address, as an SVG picture. */
  qr: z.string(),
});
export type NoticeView = z.infer<typeof NoticeView>;

export const listNotices = endpoint({
  method: 'GET',
  path: '/notices',
  access: 'procedure.read',
  summary: 'Public notices of the area: those that hang out first, the soonest to end at the top',
  query: z.object({
    region: RegionCodeText.optional(),
    state: NoticeStates.optional(),
    /** `1`: only those with unanswered objections. */
    open: z.literal('1').optional(),
    ...Page,
  }),
  reply: z.object({ total: z.number(), rows: z.array(NoticeListed) }),
});

export const getNotice = endpoint({
  method: 'GET',
  path: '/notices/:id',
  access: 'procedure.read',
  summary: 'One notice as it hangs, its interruptions and objections',
  params: z.object({ id: Id }),
  reply: NoticeView,
});

export const interruptNotice = endpoint({
  method: 'POST',
  path: '/notices/:id/interrupt',
  access: 'notice.work',
  summary: 'Days on which it did not hang: they do not count, and its end moves',
  params: z.object({ id: Id }),
  body: z.object({ from: DayText, to: DayText, reason: z.string().trim().min(2).max(500) }),
  reply: z.object({ until: DayText }),
});

export const withdrawNotice = endpoint({
  method: 'POST',
  path: '/notices/:id/withdraw',
  access: 'notice.work',
  summary: 'Takes a notice down before its time',
  params: z.object({ id: Id }),
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  reply: z.object({ ok: z.literal(true) }),
});

export const checkNoticeText = endpoint({
  method: 'POST',
  path: '/notices/check',
  access: 'notice.work',
  summary: 'What in a text may not hang out',
  body: z.object({ text: z.string().max(4000), phone: z.string().max(40).optional() }),
  reply: z.object({
    leaks: z.array(
      z.object({
        kind: z.enum(['identity', 'phone', 'account', 'birth', 'illness', 'minor']),
        words: Bilingual,
        start: z.number(),
        end: z.number(),
      }),
    ),
  }),
});

export const openObjection = endpoint({
  method: 'POST',
  path: '/objections/:id/open',
  access: 'notice.work',
  summary: 'What an objection says, and how to reach who made it; the reading is journaled',
  params: z.object({ id: Id }),
  reply: z.object({ said: z.string(), contact: z.string().nullable() }),
});

export const answerObjection = endpoint({
  method: 'POST',
  path: '/objections/:id/answer',
  access: 'notice.work',
  summary: 'Answers an objection: the answer can be read under the number of its receipt',
  params: z.object({ id: Id }),
  body: z.object({ upheld: z.boolean(), answer: z.string().trim().min(5).max(2000) }),
  reply: z.object({ ok: z.literal(true) }),
});
