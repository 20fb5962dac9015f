import type { FastifyInstance } from 'fastify';

/**
 * Nothing from anywhere but us. Ant Design writes its styles into the page as it runs, so styles may be inline;
 * scripts may not. Charts and downloads are made in the page as blobs.
 */
const CONTENT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join(';');

/** What OWASP asks of every answer; made once, because every answer bears them. */
const HEADERS = {
  'content-security-policy': CONTENT,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
const SECURE = { ...HEADERS, 'strict-transport-security': 'max-age=15552000' } as const;

export function addSecurityHeaders(app: FastifyInstance, secure: boolean): void {
  const headers = secure ? SECURE : HEADERS;
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
}
