import { Problem } from '@mingbai/core';
import type { Endpoint } from '@mingbai/core/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Who } from '@mingbai/store';
import type { Identity } from '../auth/identify.ts';
import { callerOf, identityOf, inRole, withWho } from './caller.ts';
import type { Input, Services } from './context.ts';
import { Written, type FileReply, type Implementation } from './implement.ts';
import { Standing } from './known.ts';
import { assertOwnOrigin } from './origin.ts';
import { invalidInput } from './problems.ts';

export interface MountOptions {
  readonly services: Services;
  readonly publicUrl: URL | undefined;
  /** Parse every answer by the contract before it is sent: on in tests. */
  readonly checkReplies: boolean;
}

/** Puts endpoints of the contract under `/api`. Who comes first, then what: a stranger learns nothing of inputs. */
export function mount(
  app: FastifyInstance,
  implementations: readonly Implementation[],
  options: MountOptions,
): void {
  for (const implementation of implementations) {
    const { endpoint } = implementation;
    app.route({
      method: endpoint.method,
      url: `/api${endpoint.path}`,
      handler: (request, reply) => answer(implementation, options, request, reply),
    });
  }
}

async function answer(
  implementation: Implementation,
  options: MountOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { endpoint } = implementation;
  if (endpoint.method !== 'GET') assertOwnOrigin(request, options.publicUrl);
  void reply.header('cache-control', 'no-store');
  const result = await run(implementation, options.services, request, reply);
  if (endpoint.reply === undefined) return sendFile(reply, endpoint, result as FileReply);
  const written = result instanceof Written;
  if (options.checkReplies) return endpoint.reply.parse(written ? JSON.parse(result.json) : result);
  return written ? reply.type('application/json; charset=utf-8').send(result.json) : result;
}

async function run(
  implementation: Implementation,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { endpoint } = implementation;
  if (implementation.as === 'anyone') return implementation.handle(input(endpoint, services, request, reply));
  const identity = await identityOf(request, services);
  if (implementation.as === 'role' && endpoint.method === 'GET' && !identity.fresh) {
    const answered = await runKnown(implementation, identity, services, request, reply);
    if (answered !== undefined) return answered.result;
  }
  const who = await callerOf(identity, reply, services);
  if (implementation.as === 'session') {
    const bare = withWho(emptyInput(services, request, reply), who);
    return implementation.handle({ ...bare, ...input(endpoint, services, request, reply) });
  }
  return runInRole(implementation, who, undefined, services, request, reply);
}

/**
 * A look by somebody remembered: that they still are who they were is asked in the very transaction that looks.
 * Undefined when that was not found, or not asked; then the register has to be asked first. Looks change nothing,
 * so one made in vain does no harm.
 */
async function runKnown(
  implementation: Implementation & { readonly as: 'role' },
  identity: Identity,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly result: unknown } | undefined> {
  const known = services.known.find(identity.sessionId);
  if (known?.who.userId !== identity.userId) return undefined;
  const standing = new Standing(known.access);
  try {
    const result = await runInRole(implementation, known.who, standing, services, request, reply);
    return standing.stands ? { result } : undefined;
  } catch (error) {
    if (standing.stands) throw error;
    return undefined;
  }
}

function runInRole(
  implementation: Implementation & { readonly as: 'role' },
  who: Who,
  standing: Standing | undefined,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { endpoint } = implementation;
  if (endpoint.access === 'anyone') throw new TypeError(endpoint.path);
  const bare = withWho(emptyInput(services, request, reply), who);
  const call = inRole(bare, endpoint.access, standing);
  return implementation.handle({ ...call, ...input(endpoint, services, request, reply) });
}

function emptyInput(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Input<never, never, never> {
  const nothing = undefined as never;
  return { params: nothing, query: nothing, body: nothing, request, reply, services, address: request.ip };
}

/** Parsed by the contract; `never` because only the handler that was typed by the same contract gets it. */
function input(
  endpoint: Endpoint,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Input<never, never, never> {
  return {
    ...emptyInput(services, request, reply),
    params: parse(endpoint.params, request.params),
    query: parse(endpoint.query, request.query),
    body: endpoint.upload === true ? (undefined as never) : parse(endpoint.body, request.body),
  };
}

function parse(schema: Endpoint['params'], value: unknown): never {
  if (schema === undefined) return undefined as never;
  if (hasNul(value)) throw new Problem('invalid-input', { detail: 'U+0000' });
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data as never;
}

/** A sign that no text has and that the database refuses. */
function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) ? value.some(hasNul) : Object.values(value).some(hasNul);
}

function sendFile(reply: FastifyReply, endpoint: Endpoint, file: FileReply): FastifyReply {
  if (endpoint.file === undefined) throw new Problem('not-found');
  const plain = file.name.replace(/[^\w.-]/g, '_');
  return reply
    .type(file.mediaType ?? endpoint.file)
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeRfc5987(file.name)}`,
    )
    .send(file.content);
}

function encodeRfc5987(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
