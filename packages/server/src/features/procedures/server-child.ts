import { createServer } from '../../app/server.ts';

/** A server of its own, to be killed: `server-child.ts <app url> <auth url> <secret> <key file> <home> [background]`; says its port. */
const [appUrl = '', authUrl = '', authSecret = '', keyFile = '', home = '', background] =
  process.argv.slice(2);
const server = await createServer({
  appUrl,
  authUrl,
  authSecret,
  keyFile,
  home,
  logLevel: 'silent',
  background: background === 'background',
});
const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
process.send?.(address);
