export * from './leak.ts';
export * from './row.ts';
export * from './receipt.ts';
