import { COUNTRY, countyOf, findRegionCode, Problem, readReceipt, regionCode } from '@mingbai/core';
import * as store from '@mingbai/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../../../frame/context.ts';
import { assertOwnOrigin } from '../../../frame/origin.ts';
import { Pace } from '../../../frame/pace.ts';
import { sayProblem } from '../../../frame/problems.ts';
import { addressOf } from '../address.ts';
import { qrOf } from '../qr.ts';
import { markup, Html } from './html.ts';
import { noticePage, noticesPage } from './notices.ts';
import { answerPage, askPage, faultsOf, type Filled, objectionPage, sentPage } from './objection.ts';
import { pageOf, Reader } from './page.ts';
import { policiesNow } from './policies-now.ts';
import { policiesPage, policyPage } from './policies.ts';
import { STYLE_HASH } from './style.ts';

/** These pages run nothing and load nothing. */
const CONTENT = `default-src 'none'; style-src ${STYLE_HASH}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
const FORM_LIMIT = 32 * 1024;
const PUBLIC = { id: 'public', role: 'public' } as const;

/** How often: pages and lookups by address, objections by address and by notice. */
interface Gates {
  readonly looks: Pace;
  readonly answers: Pace;
  readonly objections: Pace;
  readonly ofNotice: Pace;
}

/**
 * The public pages under `/open`: HTML without script, without an account, in a scope that sees nothing but what the
 * public's three functions say (ADR 0127).
 */
export async function addOpenPages(app: FastifyInstance, services: Services): Promise<void> {
  const gates: Gates = {
    looks: new Pace(300, 60),
    answers: new Pace(10, 600),
    objections: new Pace(5, 600),
    ofNotice: new Pace(60, 3600),
  };
  await app.register(
    async (open) => {
      open.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: FORM_LIMIT },
        (_request, body, done) => done(null, new URLSearchParams(String(body))),
      );
      open.addHook('onRequest', async (request, reply) => {
        // Without its own address a browser does not say where a form comes from, so it says it to us alone.
        void reply.headers({
          'content-security-policy': CONTENT,
          'referrer-policy': 'same-origin',
          'cache-control': 'no-store',
        });
        gates.looks.take(who(request));
      });
      open.setErrorHandler((error, request, reply) => fail(error, readerOf(request), services, reply));
      addNotices(open, services);
      addObjections(open, services, gates);
      addAnswers(open, services, gates);
      addPolicies(open, services);
    },
    { prefix: '/open' },
  );
}

/** An address of the old kind as it is; of the new kind the network, of which one house has 2^64. */
function who({ ip }: FastifyRequest): string {
  return ip.includes(':') && !ip.includes('.') ? ip.split(':').slice(0, 4).join(':') : ip;
}

function readerOf(request: FastifyRequest): Reader {
  const { lang } = request.query as { lang?: unknown };
  const here = new URL(request.url, 'http://here');
  here.searchParams.delete('lang');
  return new Reader(lang === 'en' ? 'en' : 'zh', here.pathname + here.search);
}

function send(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

function fail(error: unknown, reader: Reader, services: Services, reply: FastifyReply): FastifyReply {
  const { status, reply: said } = sayProblem(error, services.log);
  const minutes = Math.max(1, Math.ceil(Number(said.details['seconds'] ?? 60) / 60));
  const page =
    status === 404
      ? pageOf(reader, reader.say('missingTitle'), markup`<p>${reader.say('missingText')}</p>`)
      : status === 429
        ? pageOf(reader, reader.say('busyTitle'), markup`<p>${reader.say('busyText', { minutes })}</p>`)
        : pageOf(reader, reader.of(said.message), markup`<p>${reader.of(said.fix)}</p>`);
  return send(reply.status(status), page);
}

function addNotices(open: FastifyInstance, { database, publicUrl }: Services): void {
  open.get('/', async (request, reply) => {
    const chosen = findRegionCode(String((request.query as { in?: unknown }).in ?? ''));
    const notices = await database.read(store.NOWHERE, (tx) => store.publicNotices(tx, COUNTRY));
    return send(reply, noticesPage(readerOf(request), notices, chosen));
  });
  open.get<{ Params: { slug: string } }>('/notice/:slug', async (request, reply) => {
    const notice = await hanging(database, request.params.slug);
    const qr = new Html(qrOf(addressOf({ publicUrl }, request, notice.slug)));
    return send(reply.status(notice.over ? 410 : 200), noticePage(readerOf(request), notice, qr));
  });
}

async function hanging(database: store.Database, slug: string): Promise<store.PublicNotice> {
  const notice = await database.read(store.NOWHERE, (tx) => store.findPublicNotice(tx, slug));
  if (notice === undefined) throw new Problem('not-found');
  return notice;
}

function addObjections(open: FastifyInstance, services: Services, gates: Gates): void {
  const { database, publicUrl } = services;
  open.get<{ Params: { slug: string } }>('/notice/:slug/objection', async (request, reply) => {
    const notice = await hanging(database, request.params.slug);
    if (notice.over) return send(reply.status(410), noticePage(readerOf(request), notice, markup``));
    return send(reply, objectionPage(readerOf(request), notice));
  });
  open.post<{ Params: { slug: string } }>('/notice/:slug/objection', async (request, reply) => {
    assertOwnOrigin(request, publicUrl);
    const reader = readerOf(request);
    const notice = await hanging(database, request.params.slug);
    if (notice.over) return send(reply.status(410), noticePage(reader, notice, markup``));
    const filled = filledIn(request.body);
    const faults = faultsOf(filled, notice.rows.length);
    if (faults.length > 0) return send(reply.status(422), objectionPage(reader, notice, filled, faults));
    gates.objections.take(who(request));
    gates.ofNotice.take(notice.slug);
    const number = filled.trap ? undefined : await take(services, notice, filled);
    // Who fills in what no person sees is told the same, and nothing is kept.
    return send(reply, sentPage(reader, number ?? 'XXXX-XXXX-XXXX', notice.phone));
  });
}

function filledIn(body: unknown): Filled & { readonly trap: boolean } {
  const form = body instanceof URLSearchParams ? body : new URLSearchParams();
  const text = (name: string): string => (form.get(name) ?? '').replace(/\r\n/g, '\n').slice(0, 10_000);
  return {
    line: text('line').trim(),
    said: text('said'),
    contact: text('contact'),
    trap: text('website') !== '',
  };
}

async function take(
  { database, vault }: Services,
  notice: store.PublicNotice,
  { line, said, contact }: Filled,
): Promise<string> {
  const county = countyOf(notice.region);
  const made = await store.runCommand(
    database,
    { ...PUBLIC, region: regionCode(county) },
    { name: 'objection.make', region: notice.region },
    async (tx) => {
      const {
        id,
        number,
        notice: of,
      } = await store.makeObjection(
        tx,
        vault,
        {
          slug: notice.slug,
          line: line === '' ? undefined : Number(line),
          said: said.trim(),
          contact: contact.trim() === '' ? undefined : contact.trim(),
        },
        PUBLIC,
      );
      return {
        result: number,
        changes: { notice: of, line: line === '' ? null : Number(line) },
        subject: `objection:${id}`,
      };
    },
  );
  if (made.repeated) throw new Error('an objection was taken for a repetition');
  return made.result;
}

function addAnswers(open: FastifyInstance, { database, publicUrl }: Services, gates: Gates): void {
  open.get('/answer', async (request, reply) => send(reply, askPage(readerOf(request))));
  // The number comes in the body, so that it stands in no address and no log.
  open.post('/answer', async (request, reply) => {
    assertOwnOrigin(request, publicUrl);
    gates.answers.take(who(request));
    const reader = readerOf(request);
    const typed = request.body instanceof URLSearchParams ? (request.body.get('number') ?? '') : '';
    const number = readReceipt(typed);
    if (number === undefined) return send(reply.status(422), askPage(reader, typed.slice(0, 40), 'askWrong'));
    const found = await database.read(store.NOWHERE, (tx) => store.findPublicAnswer(tx, number));
    if (found === undefined) return send(reply.status(404), askPage(reader, number, 'askNone'));
    return send(reply, answerPage(reader, number, found));
  });
}

function addPolicies(open: FastifyInstance, { database }: Services): void {
  open.get('/policies', async (request, reply) =>
    send(reply, policiesPage(readerOf(request), await policiesNow(database))),
  );
  open.get<{ Params: { name: string } }>('/policies/:name', async (request, reply) => {
    const found = (await policiesNow(database)).find(({ name }) => name === request.params.name);
    if (found === undefined) throw new Problem('not-found');
    return send(reply, policyPage(readerOf(request), found));
  });
}
