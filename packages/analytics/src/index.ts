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
  type Compared,
  countChanges,
  listChanges,
  type Place,
  type PlaceChange,
  type PlaceCount,
  PLACES,
} from './trial/count.ts';
