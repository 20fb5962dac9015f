import { z } from 'zod';
import { ROLE_NAMES } from '../access/roles.ts';

export const RegionCodeText = z.string().regex(/^\d{12}$/);
export const DayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const Id = z.string().regex(/^\d{1,19}$/);
export const RoleName = z.enum(ROLE_NAMES);

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

export const ProblemReply = z.object({
  code: z.string(),
  message: z.object({ zh: z.string(), en: z.string() }),
  fix: z.object({ zh: z.string(), en: z.string() }),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ProblemReply = z.infer<typeof ProblemReply>;
