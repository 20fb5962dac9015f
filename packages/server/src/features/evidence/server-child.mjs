import { compiled } from '@mingbai/store/compiled';

await import(await compiled(new URL('./server-child.ts', import.meta.url)));
