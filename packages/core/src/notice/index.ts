export * from './leak.ts';
export * from './row.ts';
