import { z } from 'zod';
import { ROLE_NAMES } from '../access/roles.ts';

export const RegionCodeText = z.string().regex(/^\d{12}$/);
/** A day that the calendar knows, as PostgreSQL takes it: there is no year 0. */
export const DayText = z.iso.date().refine((text) => !text.startsWith('0000'));
export const Id = z
  .string()
  .regex(/^\d{1,19}$/)
  .refine(isId);

/** `next` of a page of a list that goes by day: where the page after it begins. */
export const AfterDay = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2}|none)\.\d{1,19}$/)
  .refine((text) => {
    const [day = '', id = ''] = text.split('.');
    return (day === 'none' || DayText.safeParse(day).success) && isId(id);
  });

const LARGEST_ID = '9223372036854775807';

/** Of at most 19 digits, those that the database has a number for. */
function isId(digits: string): boolean {
  return digits.length < LARGEST_ID.length || digits <= LARGEST_ID;
}
export const RoleName = z.enum(ROLE_NAMES);

export const Bilingual = z.object({ zh: z.string(), en: z.string() });

export const RegionRef = z.object({ code: RegionCodeText, name: z.string(), level: z.string() });
export type RegionRef = z.infer<typeof RegionRef>;

/** A value as it is stored: codes are slugs (the console shows labels), money is fen, days are ISO. */
export const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type Value = z.infer<typeof Value>;

/** Register columns by their name in the dictionary without the noun: `{ exit_state: 'not_exited' }`. */
export const Record_ = z.record(z.string(), Value);
export type RecordValues = z.infer<typeof Record_>;

export const Page = {
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(20),
};

/** Of a list that goes by day. */
export const PageAfter = {
  /** `next` of the page before. */
  after: AfterDay.optional(),
  limit: Page.limit,
};

export const ProblemReply = z.object({
  code: z.string(),
  message: Bilingual,
  fix: Bilingual,
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ProblemReply = z.infer<typeof ProblemReply>;
