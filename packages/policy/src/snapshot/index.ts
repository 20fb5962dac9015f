export { trialQuestion, type TrialQuestion } from '../decisions/trial.ts';
export { type AskedValue, contentsFor, type SnapshotSql, snapshotSql } from './ask.ts';
export type { SnapshotColumn } from './column.ts';
export { joinContents, type SnapshotContents } from './contents.ts';
export { KEY_COLUMNS, LIST_SEPARATOR, snapshotCopies, type SnapshotCopy } from './copy-sql.ts';
export { type Counties, countiesSql } from './frame.ts';
