export * from './write/index.ts';
export * from './read/index.ts';
export * from './mark/index.ts';
export * from './papers/index.ts';
