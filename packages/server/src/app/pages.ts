import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { Problem } from '@mingbai/core';
import type { FastifyInstance } from 'fastify';

/** The console as `npm run build` leaves it. */
const CONSOLE = fileURLToPath(new URL('../../../web/dist/', import.meta.url));
const YEAR = 365 * 24 * 60 * 60;

/**
 * The console's files. What bears a hash in its name is kept for a year; the page itself is asked for each time.
 * Every address that is no file and not under /api is a page of the console.
 */
export async function addPages(app: FastifyInstance, folder = CONSOLE): Promise<void> {
  const built = existsSync(folder);
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      cacheControl: false,
      setHeaders(reply, path) {
        const hashed = /[\\/]assets[\\/]/.test(path);
        void reply.header('cache-control', hashed ? `public, max-age=${YEAR}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets)(\/|$|\?)/.test(request.url);
    if (!isPage || /\.\w+$/.test(request.url.split('?')[0] ?? '')) throw new Problem('not-found');
    if (built) return reply.sendFile('index.html');
    return reply
      .type('text/plain; charset=utf-8')
      .send('The console is not built: npm run build · 尚未构建界面：npm run build\n');
  });
}
