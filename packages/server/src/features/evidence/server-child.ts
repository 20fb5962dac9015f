import { createServer } from '../../app/server.ts';

/** A whole server in a process of its own, so that a test can kill it; says its address when it listens. */
const [appUrl = '', authUrl = '', authSecret = '', keyFile = '', home = ''] = process.argv.slice(2);
const { app } = await createServer({ appUrl, authUrl, authSecret, keyFile, home, logLevel: 'error' });
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }));
