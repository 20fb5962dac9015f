import { compiled } from '@mingbai/store/compiled';

await import(await compiled(new URL('./worker.ts', import.meta.url)));
