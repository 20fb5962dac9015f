import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { DayText, Id, RegionCodeText, RegionRef } from './shapes.ts';

export const listRegions = endpoint({
  method: 'GET',
  path: '/regions',
  access: 'signed-in',
  summary: 'Regions under one, within my area; without `under`, the top of my area. `on` asks for a past day',
  query: z.object({ under: RegionCodeText.optional(), on: DayText.optional() }),
  reply: z.array(RegionRef.extend({ children: z.number(), keyPoor: z.boolean() })),
});
export const findRegions = endpoint({
  method: 'GET',
  path: '/regions/search',
  access: 'signed-in',
  summary: 'Regions of my area by name, former names too',
  query: z.object({ q: z.string().min(1).max(40) }),
  reply: z.array(RegionRef.extend({ path: z.array(RegionRef), formerName: z.string().nullable() })),
});
/** One change of a region; `entry`, `actor`, `reason`, `at` are null for what came with the catalogue. */
export const RegionStep = z.object({
  kind: z.enum(['renamed', 'merged', 'moved', 'took-in']),
  on: DayText,
  from: z.string(),
  to: z.string(),
  other: RegionRef.nullable(),
  entry: Id.nullable(),
  actor: z.string().nullable(),
  reason: z.string().nullable(),
  at: z.string().nullable(),
});
export type RegionStep = z.infer<typeof RegionStep>;
export const RegionHistory = z.object({
  region: RegionRef,
  path: z.array(RegionRef),
  endedOn: DayText.nullable(),
  successor: RegionRef.nullable(),
  keyPoor: z.boolean(),
  steps: z.array(RegionStep),
});
export type RegionHistory = z.infer<typeof RegionHistory>;
export const getRegionHistory = endpoint({
  method: 'GET',
  path: '/regions/:code/history',
  access: 'signed-in',
  summary: 'One region of my area, of today or ended: its names with their days, mergers, newest first',
  params: z.object({ code: RegionCodeText }),
  reply: RegionHistory,
});
export const changeRegion = endpoint({
  method: 'POST',
  path: '/regions/:code/change',
  access: 'region.write',
  summary: 'Rename a region, or merge it into another, from a day on',
  params: z.object({ code: RegionCodeText }),
  body: z.union([
    z.object({
      kind: z.literal('rename'),
      name: z.string().min(1).max(60),
      on: DayText,
      reason: z.string().min(2).max(500),
    }),
    z.object({
      kind: z.literal('merge'),
      into: RegionCodeText,
      on: DayText,
      reason: z.string().min(2).max(500),
    }),
  ]),
  /** `rows`: how many rows of the register lie in the successor now, by noun. */
  reply: z.object({ entry: Id, rows: z.record(z.string(), z.number()) }),
});
