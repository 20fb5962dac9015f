export * from './region/catalogue-file.ts';
