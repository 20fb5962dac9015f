import { Problem } from '@mingbai/core';
import type { Endpoint } from '@mingbai/core/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf, inRole, withWho } from './caller.ts';
import type { Input, Services } from './context.ts';
import type { FileReply, Implementation } from './implement.ts';
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
  return options.checkReplies ? endpoint.reply.parse(result) : result;
}

async function run(
  implementation: Implementation,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { endpoint } = implementation;
  if (implementation.as === 'anyone') return implementation.handle(input(endpoint, services, request, reply));
  const who = await callerOf(request, reply, services);
  const bare = withWho(emptyInput(services, request, reply), who);
  if (implementation.as === 'session') {
    return implementation.handle({ ...bare, ...input(endpoint, services, request, reply) });
  }
  if (endpoint.access === 'anyone') throw new TypeError(endpoint.path);
  const call = inRole(bare, endpoint.access);
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
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data as never;
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
