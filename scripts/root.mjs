import { fileURLToPath } from 'node:url';

/** The folder of the clone, wherever we were called from. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
