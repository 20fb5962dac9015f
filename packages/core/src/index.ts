export * from './region/code.ts';
export * from './problem.ts';
export * from './dictionary/field.ts';
export * from './dictionary/codes/list.ts';
export * from './form/form.ts';
export * from './import/fault.ts';
export * from './import/sheet.ts';
export * from './access/roles.ts';
