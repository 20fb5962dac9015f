export type { Engine } from './engine/engine.ts';
export { registeredCounties } from './snapshot/counties.ts';
export { type AnalyticsSettings, openSnapshotEngine } from './snapshot/snapshot.ts';
export {
  countOutcomes,
  type OutcomeCount,
  type Place,
  type PlaceChange,
  type PlaceCount,
} from './trial/count.ts';
export { keepRows, type RegionTrial, type RegionTrialOutcome, tryRegion } from './trial/region.ts';
