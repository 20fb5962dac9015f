import { compiled } from '@mingbai/store/compiled';

await import(await compiled(new URL('./thumbnail-worker.ts', import.meta.url)));
