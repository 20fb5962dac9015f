export * from './region/catalogue-file.ts';
export { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded/start.ts';
