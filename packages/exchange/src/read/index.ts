export { readTables, type ReadOptions } from './tables.ts';
export { bufferSource, fileSource, type ByteSource } from './source.ts';
export { DEFAULT_LIMITS, type ReadLimits } from './limits.ts';
export { REFUSALS, refusalReason, type RefusalReason, type RefusalText } from './refusal.ts';
