// A thread does not inherit how its parent reads TypeScript: it is told here.
import { register } from 'tsx/esm/api';

register();
// The maps of all its modules are a tenth of what this thread needs; its traces name functions without them.
process.setSourceMapsEnabled(false);
await import('./worker.ts');
