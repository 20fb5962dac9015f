// A thread does not inherit how its parent reads TypeScript: it is told here.
import { register } from 'tsx/esm/api';

register();
process.setSourceMapsEnabled(false);
await import('./sealing-worker.ts');
