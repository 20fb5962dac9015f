export { registeredCounties } from './snapshot/counties.ts';
export { type Engine, openEngine } from './engine/engine.ts';
export type { Cell, EngineSettings, Row } from './engine/protocol.ts';
export {
  type AnalyticsSettings,
  openSnapshotEngine,
  type Snapshot,
  type SnapshotTask,
  tableSql,
  takeSnapshot,
} from './snapshot/snapshot.ts';
export {
  countChanges,
  countOutcomes,
  listChanges,
  type OutcomeCount,
  type Place,
  type PlaceChange,
  type PlaceCount,
} from './trial/count.ts';
export { keepRows, type RegionTrial, type RegionTrialOutcome, tryRegion } from './trial/region.ts';
