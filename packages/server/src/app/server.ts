import { mkdirSync } from 'node:fs';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import { COUNTRY } from '@mingbai/core';
import { openDatabase, openVault, type Database, type Vault } from '@mingbai/store';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { identifier } from '../auth/identify.ts';
import { openLibrary } from '../auth/library.ts';
import { UnknownNames } from '../auth/unknown-names.ts';
import { allRoutes } from '../features/index.ts';
import { EvidenceDesk } from '../features/evidence/desk.ts';
import { mountUploads } from '../features/evidence/tus.ts';
import { startRunner } from '../features/imports/runner.ts';
import { addOpenPages } from '../features/notices/open/routes.ts';
import { startPaperRunner } from '../features/papers/runner.ts';
import { startOverdueRunner } from '../features/procedures/overdue.ts';
import { startRuleRunner } from '../features/rules/runner.ts';
import type { Services } from '../frame/context.ts';
import { KnownCallers } from '../frame/known.ts';
import { mount } from '../frame/mount.ts';
import { sayProblem } from '../frame/problems.ts';
import { VERSION } from '../version.ts';
import { complain, startBackground } from './background.ts';
import { openApi } from './openapi.ts';
import { addPages } from './pages.ts';
import { addSecurityHeaders } from './security.ts';

export interface ServerOptions {
  /** Role `mingbai_app`. */
  readonly appUrl: string;
  /** Role `mingbai_auth`. */
  readonly authUrl: string;
  /** Signs session cookies; 32 characters or more. */
  readonly authSecret: string;
  readonly keyFile: string;
  /** For uploads; made when it is not there. */
  readonly home: string;
  /** Where people reach us when a proxy stands between, e.g. `https://mingbai.example.cn`. */
  readonly publicUrl?: string | undefined;
  /** Believe `X-Forwarded-For` of a proxy at these addresses. */
  readonly trustProxy?: string | undefined;
  /** pino's level; `silent` in tests. */
  readonly logLevel?: string;
  /** Parse every answer by the contract: for tests. */
  readonly checkReplies?: boolean;
  readonly background?: boolean;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly services: Services;
  /** Answers what is under way, seals the journal, closes the database. */
  close(): Promise<void>;
}

const JSON_LIMIT = 1024 * 1024;
/** One file of an upload, bytes. */
export const FILE_LIMIT = 512 * 1024 * 1024;

export async function createServer(options: ServerOptions): Promise<Server> {
  mkdirSync(options.home, { recursive: true, mode: 0o700 });
  const publicUrl = options.publicUrl === undefined ? undefined : new URL(options.publicUrl);
  const secure = publicUrl?.protocol === 'https:';
  const app = Fastify(fastifyOptions(options));
  const database: Database = openDatabase(options.appUrl, { connections: 12 });
  const library = openLibrary({ url: options.authUrl, secret: options.authSecret, secure });
  const vault: Vault = openVault(options.keyFile);
  const imports =
    options.background === false
      ? undefined
      : startRunner({
          database,
          appUrl: options.appUrl,
          keyFile: options.keyFile,
          folder: options.home,
          onError: (error) => complain(app.log, error),
        });
  const rules =
    options.background === false
      ? undefined
      : startRuleRunner({ database, appUrl: options.appUrl, onError: (error) => complain(app.log, error) });
  const evidence = new EvidenceDesk({
    database,
    vault,
    files: options.home,
    onError: (error) => complain(app.log, error),
  });
  const papers =
    options.background === false
      ? undefined
      : startPaperRunner({
          database,
          appUrl: options.appUrl,
          keyFile: options.keyFile,
          folder: options.home,
          onError: (error) => complain(app.log, error),
        });
  const overdue =
    options.background === false
      ? undefined
      : startOverdueRunner({ database, onError: (error) => complain(app.log, error) });
  const services: Services = {
    database,
    library,
    identify: identifier(library),
    unknownNames: new UnknownNames(),
    known: new KnownCallers(),
    vault,
    home: options.home,
    log: app.log,
    evidence,
    publicUrl,
    ...(imports === undefined ? {} : { imports }),
    ...(rules === undefined ? {} : { rules }),
    ...(papers === undefined ? {} : { papers }),
    ...(overdue === undefined ? {} : { overdue }),
  };
  app.setErrorHandler((error, _request, reply) => {
    const { status, reply: body } = sayProblem(error, app.log);
    return reply.status(status).header('cache-control', 'no-store').type('application/json').send(body);
  });
  addSecurityHeaders(app, secure);
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  });
  await app.register(multipart, { limits: { fileSize: FILE_LIMIT, files: 50, fields: 10, fieldSize: 1000 } });
  app.get('/api/health', async (_request, reply) => {
    await database.read({ region: COUNTRY, user: '' }, (tx) => tx.find('select 1'));
    return reply.header('cache-control', 'no-store').send({ ok: true, version: VERSION });
  });
  app.get('/api/openapi.json', async () => openApi());
  mount(app, allRoutes(), { services, publicUrl, checkReplies: options.checkReplies ?? false });
  await addOpenPages(app, services);
  mountUploads(app, { services, publicUrl });
  await addPages(app);
  const background = options.background === false ? undefined : startBackground(services);
  return {
    app,
    services,
    async close() {
      await app.close();
      await imports?.stop();
      await rules?.stop();
      await papers?.stop();
      await overdue?.stop();
      await background?.stop();
      await evidence.stop();
      await database.close();
      await library.pool.end();
    },
  };
}

/** The log has method, route and status; addresses with names or numbers in them, queries and bodies never. */
function fastifyOptions(options: ServerOptions): FastifyServerOptions {
  return {
    logger: {
      level: options.logLevel ?? 'info',
      serializers: {
        req: (request) => ({ method: request.method, route: request.routeOptions.url }),
        res: (reply) => ({ status: reply.statusCode }),
        err: (error) => ({ type: error.name, message: '', stack: '' }),
      },
    },
    bodyLimit: JSON_LIMIT,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  };
}
