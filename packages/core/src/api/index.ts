export * from './endpoint.ts';
export * from './shapes.ts';
export * from './session.ts';
export * from './register.ts';
export * from './imports.ts';
export * from './admin.ts';
export * from './bands.ts';
export * from './findings.ts';
