export * from './state.ts';
export * from './action.ts';
export * from './fold.ts';
export * from './refusal.ts';
export * from './rule.ts';
