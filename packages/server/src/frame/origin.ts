import { Problem } from '@mingbai/core';
import type { FastifyRequest } from 'fastify';

/**
 * Keeps other sites from writing with a signed-in browser: beside the cookie's SameSite=Strict, a browser says
 * where a write comes from (Origin, Sec-Fetch-Site), and that must be us. Programs that say neither carry no
 * cookie by accident. `publicUrl` is where people reach us when a proxy stands between.
 */
export function assertOwnOrigin(request: FastifyRequest, publicUrl: URL | undefined): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('foreign-origin');
  const origin = request.headers.origin;
  if (origin === undefined) return;
  if (!URL.canParse(origin)) throw new Problem('foreign-origin');
  const { protocol, host } = new URL(origin);
  const own = publicUrl?.href ?? `${protocol}//${request.headers.host ?? ''}`;
  // Both read as URLs, so that a default port that one of them names makes no difference.
  if (!URL.canParse(own) || new URL(own).host !== host) throw new Problem('foreign-origin');
}
