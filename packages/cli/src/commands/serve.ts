import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { COUNTRY, Problem } from '@mingbai/core';
import { createServer, openDoor, type Server } from '@mingbai/server';
import { fillIdentitySigns, findInstallation, migrate, openDatabase, openVault } from '@mingbai/store';
import { InvalidArgumentError, type Command } from 'commander';
import { DEMO_LOGINS, isDemo, isDemoHalfMade, makeDemo } from '../demo.ts';
import { EXIT } from '../exit.ts';
import { say } from '../output.ts';
import { ensureKeys } from '../place/keys.ts';
import { findHome, isInstalled, openHome, type Home } from '../place/home.ts';
import { clearState, openPlace, writeState, type Place } from '../place/place.ts';
import { empty } from './db.ts';
import { HOME } from './options.ts';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly empty?: boolean;
  readonly home?: string;
  readonly scale: number;
  readonly seed: number;
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('start everything and serve the console · 启动')
    .option('--port <number>', 'port · 端口', whole, 8411)
    .option('--host <address>', 'address to listen on · 监听地址', '127.0.0.1')
    .option('--empty', 'no demo county: the first page sets it up · 不生成演示数据')
    .option('--scale <number>', 'size of the demo county, 1 is the real one · 演示县规模', positive, 0.05)
    .option(
      '--seed <number>',
      'the demo county is the same for the same number · 演示数据种子',
      whole,
      411525,
    )
    .option(...HOME)
    .action(serve);
}

/** Runs until it is told to stop, or the database goes. */
async function serve(options: ServeOptions): Promise<void> {
  const stopped = new AbortController();
  stopAt(stopped);
  // Who holds a home is told before its port; where there is none yet, a taken port leaves none.
  if (!isInstalled(findHome(options.home))) await portIsFree(options);
  const home = openHome(options.home);
  let lost = false;
  const place = await openPlace(home, {
    share: false,
    make: true,
    onLost: () => {
      lost = true;
      stopped.abort();
    },
  });
  let server: Server | undefined;
  try {
    // Before minutes of work for a county, and not after them.
    await portIsFree(options);
    await prepare(place, options, stopped.signal);
    if (!stopped.signal.aborted) {
      server = await open(place, options);
      await untilStopped(stopped.signal);
      say('正在停止 · Stopping');
    }
  } finally {
    await server?.close();
    clearState(home);
    await place.close();
  }
  if (lost) {
    say('数据库意外停止 · The database ended unexpectedly');
    process.exitCode = EXIT.database;
  }
}

/** Database and keys; and the demo county, where nothing is yet and nobody asked for an empty one. */
async function prepare(place: Place, options: ServeOptions, signal: AbortSignal): Promise<void> {
  const { home } = place;
  if (isDemoHalfMade(home)) {
    say('上次演示数据未完成，重新生成 · The demo was left half-made: making it anew');
    await empty(place);
  }
  const ran = await migrate(place.ownerUrl, home.secrets);
  if (ran.length > 0) say(`数据库已升级 · Migrated: ${ran.join(', ')}`);
  const isNew = await isUninstalled(place);
  const keyFile = ensureKeys(home, isNew);
  if (!isNew) await fillIdentitySigns(place.ownerUrl, openVault(keyFile));
  if (!isNew || staysEmpty(home, options)) return;
  const door = openDoor({ appUrl: place.appUrl, authUrl: place.authUrl, authSecret: home.secrets.session });
  try {
    await makeDemo({
      door,
      home,
      keyFile,
      appUrl: place.appUrl,
      scale: options.scale,
      seed: options.seed,
      signal,
    });
  } finally {
    await door.close();
  }
}

/** `--empty` is remembered until the first-run page is done: a start without it must not fill a real county's home. */
function staysEmpty(home: Home, options: ServeOptions): boolean {
  const note = join(home.folder, 'empty');
  if (options.empty === true) writeFileSync(note, '');
  return existsSync(note);
}

async function isUninstalled(place: Place): Promise<boolean> {
  const database = openDatabase(place.appUrl, { connections: 1 });
  try {
    return (await database.read({ region: COUNTRY, user: '' }, findInstallation)) === undefined;
  } finally {
    await database.close();
  }
}

async function open(place: Place, options: ServeOptions): Promise<Server> {
  const { home } = place;
  const { MINGBAI_URL: publicUrl, MINGBAI_TRUST_PROXY: trustProxy, MINGBAI_LOG: logLevel } = process.env;
  const server = await createServer({
    appUrl: place.appUrl,
    authUrl: place.authUrl,
    authSecret: home.secrets.session,
    keyFile: ensureKeys(home, false),
    home: home.files,
    publicUrl,
    trustProxy,
    logLevel: logLevel ?? 'warn',
  });
  try {
    await server.app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await server.close();
    throw listenProblem(error, options);
  }
  const address = addressOf(server, options);
  writeState(home, { pid: process.pid, database: place.ownerUrl, address });
  await noteCounty(server, home);
  await place.embedded?.describe(address);
  say(`\n明白账 · Mingbai  ${address}\n`);
  say(`数据目录 · Home: ${home.folder}`);
  say('停止：按 Ctrl-C；下次启动数据仍在 · To stop: Ctrl-C; the next start finds the data again\n');
  if (isDemo(home)) say(DEMO_LOGINS);
  return server;
}

async function portIsFree({ port, host }: ServeOptions): Promise<void> {
  const trial = createSocket();
  try {
    trial.listen({ port, host });
    await once(trial, 'listening');
  } catch (error) {
    throw listenProblem(error, { port });
  } finally {
    trial.close();
  }
}

function listenProblem(error: unknown, { port }: Pick<ServeOptions, 'port'>): unknown {
  const taken = (error as { code?: string }).code === 'EADDRINUSE';
  return taken ? new Problem('port-in-use', { port }) : error;
}

/** `mingbai import --check` asks no database: it reads here which county this is. */
async function noteCounty(server: Server, home: Home): Promise<void> {
  const county = await server.services.database.read({ region: COUNTRY, user: '' }, findInstallation);
  if (county !== undefined) writeFileSync(join(home.folder, 'county'), `${county}\n`);
}

/** As a browser takes it; port 0 is known only now. */
function addressOf(server: Server, options: ServeOptions): string {
  const bound = server.app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  const host = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(options.host) ? 'localhost' : options.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The first signal ends in order, the second at once. */
function stopAt(stopped: AbortController): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stopped.signal.aborted) process.exit(EXIT.internal);
      stopped.abort();
    });
  }
}

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1000)) throw new InvalidArgumentError('a number above 0');
  return value;
}
