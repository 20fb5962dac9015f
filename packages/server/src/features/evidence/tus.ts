import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { EVIDENCE_UPLOAD } from '@mingbai/core/api';
import { Problem } from '@mingbai/core';
import { DataStore, ERRORS, Server, Upload, type ServerOptions } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf, identityOf, inRole, withWho } from '../../frame/caller.ts';
import type { Call, Services } from '../../frame/context.ts';
import { assertOwnOrigin } from '../../frame/origin.ts';
import { sayProblem } from '../../frame/problems.ts';
import { createUpload } from './create.ts';
import { ABANDONED, touched, type EvidenceDesk } from './desk.ts';

type UploadCall = Call<undefined, undefined, undefined>;
type ServerRequest = Parameters<NonNullable<ServerOptions['namingFunction']>>[0];

/** Uploads as tus sees them: our rows and the parts on the disk. */
class EvidenceUploads extends DataStore {
  constructor(private readonly desk: EvidenceDesk) {
    super();
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  /** The row is there already: whoever names an upload makes it. */
  override create(upload: Upload): Promise<Upload> {
    return Promise.resolve(upload);
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.desk.find(id);
    if (row === undefined) throw ERRORS.FILE_NOT_FOUND;
    const { partial } = this.desk.house;
    const isHere = row.state !== 'uploading';
    const offset = isHere ? row.length : await partial.sizeOf(id);
    // The server ended between the last byte and its being noticed.
    if (!isHere && offset === row.length) await this.desk.received(id);
    return new Upload({
      id,
      size: row.length,
      offset,
      // The day that an upload may rest counts from the last byte.
      ...(isHere ? {} : { creation_date: new Date(await touched(partial, row)).toISOString() }),
    });
  }

  override write(stream: Readable, id: string, offset: number): Promise<number> {
    return this.desk.house.partial.append(id, offset, stream);
  }

  override remove(id: string): Promise<void> {
    return this.desk.forget(id);
  }

  override getExpiration(): number {
    return ABANDONED;
  }
}

/** The tus protocol under `/api/evidence/upload`. Who may do what is settled before the library hears of it. */
export function mountUploads(
  app: FastifyInstance,
  options: { readonly services: Services; readonly publicUrl: URL | undefined },
): void {
  const { services, publicUrl } = options;
  const desk = services.evidence;
  const calls = new WeakMap<IncomingMessage, UploadCall>();
  const tus = new Server({
    path: `/api${EVIDENCE_UPLOAD}`,
    relativeLocation: true,
    datastore: new EvidenceUploads(desk),
    allowedOrigins: () => false,
    async namingFunction(request, metadata) {
      const call = calls.get(incoming(request));
      if (call === undefined) throw new TypeError('a request without its caller');
      return createUpload(call, metadata, Number(request.headers.get('upload-length')));
    },
    async onUploadFinish(_request, upload) {
      await desk.received(upload.id);
      return {};
    },
    onResponseError(_request, error) {
      if (!(error instanceof Error)) return undefined;
      const { status, reply } = sayProblem(error, services.log);
      return { status_code: status, body: JSON.stringify(reply) };
    },
  });

  async function handle(request: FastifyRequest<{ Params: { id?: string } }>, reply: FastifyReply) {
    if (request.method !== 'HEAD' && request.method !== 'OPTIONS') assertOwnOrigin(request, publicUrl);
    const call = await callOf(services, request, reply);
    const { id } = request.params;
    if (id !== undefined) await assertMine(desk, call, id, request.method);
    calls.set(request.raw, call);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.setHeader('cache-control', 'no-store');
    await tus.handle(request.raw, reply.raw);
  }

  void app.register(async (scope) => {
    // The body is the library's to read, as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const path = `/api${EVIDENCE_UPLOAD}`;
    scope.route({ method: ['POST', 'OPTIONS'], url: path, handler: handle });
    scope.route({ method: ['HEAD', 'PATCH', 'DELETE', 'OPTIONS'], url: `${path}/:id`, handler: handle });
  });
}

async function callOf(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<UploadCall> {
  const who = await callerOf(await identityOf(request, services), reply, services);
  const nothing = { params: undefined, query: undefined, body: undefined };
  return inRole(
    withWho({ ...nothing, request, reply, services, address: request.ip }, who),
    'evidence.write',
  );
}

/** An upload is its uploader's alone, and once all of it has come it can only be looked at. */
async function assertMine(desk: EvidenceDesk, call: UploadCall, id: string, method: string): Promise<void> {
  const row = /^\d{1,19}$/.test(id) ? await desk.find(id) : undefined;
  if (row === undefined || row.uploaded_by !== call.who.userId) throw new Problem('not-found');
  if (method !== 'HEAD' && method !== 'OPTIONS' && row.state !== 'uploading') throw new Problem('conflict');
}

function incoming(request: ServerRequest): IncomingMessage {
  const node = request.runtime?.node;
  if (node === undefined) throw new TypeError('not a request of Node');
  return node.req as IncomingMessage;
}
