import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { RegionCodeText, RegionRef } from './shapes.ts';

/** A breakdown: rows by code of a field; `-` counts those without a value, and is what a filter calls them too. */
export const Breakdown = z.array(z.object({ code: z.string(), count: z.number() }));
export const Picture = z.object({
  region: RegionRef,
  path: z.array(RegionRef),
  at: z.string(),
  households: z.number(),
  persons: z.number(),
  villages: z.number(),
  keyPoorVillages: z.number(),
  exitState: Breakdown,
  monitorClass: Breakdown,
  povertyClass: Breakdown,
  mainCause: Breakdown,
  householdSize: Breakdown,
  incomeBand: Breakdown,
  guarantees: z.array(
    z.object({ item: z.string(), problem: z.number(), unknown: z.number(), total: z.number() }),
  ),
  ageSex: z.array(z.object({ band: z.string(), male: z.number(), female: z.number(), unknown: z.number() })),
  labour: Breakdown,
  health: Breakdown,
  children: z.array(
    z.object({
      region: RegionRef,
      households: z.number(),
      persons: z.number(),
      notExited: z.number(),
      monitored: z.number(),
      keyPoor: z.boolean(),
    }),
  ),
});
export type Picture = z.infer<typeof Picture>;
export const getPicture = endpoint({
  method: 'GET',
  path: '/picture',
  access: 'picture.read',
  summary: 'Counts of a region with drill-down',
  query: z.object({ region: RegionCodeText.optional() }),
  reply: Picture,
});
