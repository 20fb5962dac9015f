import { compiled } from '../thread/compiled.mjs';

await import(await compiled(new URL('./sealing-worker.ts', import.meta.url)));
