/** The product's server, listening on a free port until it is let go. */
import { createServer } from '@mingbai/server';
import { answer, taskOf, untilLetGo } from '../child.ts';
import type { Installed } from '../place.ts';

const place = await taskOf<Installed>();
const server = await createServer({ ...place, home: place.files, logLevel: 'silent' });
await server.app.listen({ port: 0, host: '127.0.0.1' });
const bound = server.app.server.address();
answer({ port: typeof bound === 'object' ? bound?.port : undefined });
await untilLetGo();
await server.close();
