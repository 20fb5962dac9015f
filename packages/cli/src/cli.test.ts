import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jpegFromPhone } from '@mingbai/core/evidence-samples';
import { bufferSource, readTables } from '@mingbai/exchange';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHome } from './place/home.ts';
import { ended, shellMade, startShell, type Ended } from './testing.ts';

beforeAll(shellMade);
let home: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'mingbai-cli-'));
  // Root's database runs as another account, which has to pass through here.
  chmodSync(home, 0o711);
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = startShell(args, {
    env: { DATABASE_URL: '', MINGBAI_HOME: join(home, 'installation'), ...env },
  });
  children.push(child);
  return child;
}

function run(args: readonly string[], env?: Record<string, string>): Promise<Ended> {
  return ended(start(args, env));
}

/** Until it has said where it listens. */
function serving(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (address !== undefined) done(address);
    });
    child.on('close', () => fail(new Error(said)));
  });
}

function stop(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => {
    child.on('close', (code) => done(code));
    child.kill('SIGTERM');
  });
}

/** The first columns of the list that the shell exports. */
async function exportedHeader(name: string, ...args: string[]): Promise<readonly string[] | undefined> {
  const out = join(home, name);
  expect(await run(['export', '--out', out, ...args])).toMatchObject({ code: 0, out: `${out}\n` });
  for await (const batch of readTables(name, bufferSource(readFileSync(out))))
    for (const event of batch) if (event.type === 'row') return event.cells.slice(0, 3);
  return undefined;
}

const SETUP = { county: '411525000000', username: 'root', name: '吴系统', password: 'the first of all 26' };

/** A county clerk uploads one photo, and waits until it is kept. */
async function bringEvidence(address: string, username: string, password: string): Promise<void> {
  let cookie = '';
  const ask = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array,
  ) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { cookie, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    cookie =
      answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ') || cookie;
    return answer;
  };
  const json = { 'content-type': 'application/json' };
  const next = 'a password of one’s own';
  await ask('POST', '/api/session', json, JSON.stringify({ username, password }));
  await ask('POST', '/api/session/password', json, JSON.stringify({ current: password, next }));
  const photo = jpegFromPhone();
  const said = { kind: 'photo', name: '现场.jpg', region: SETUP.county };
  const tus = { 'tus-resumable': '1.0.0' };
  const created = await ask('POST', '/api/evidence/upload', {
    ...tus,
    'upload-length': String(photo.length),
    'upload-metadata': Object.entries(said)
      .map(([key, text]) => `${key} ${Buffer.from(text).toString('base64')}`)
      .join(','),
  });
  const at = created.headers.get('location') ?? '';
  const patch = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  expect((await ask('PATCH', at, patch, photo)).status).toBe(204);
  for (let tries = 0; tries < 200; tries += 1) {
    const row = (await (await ask('GET', at.replace('/upload', ''), {})).json()) as { state: string };
    if (row.state === 'kept') return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the photo was not kept');
}

describe('the shell, as a person runs it', { timeout: 240_000 }, () => {
  test('called wrongly: 2; told its version: 0; a database out of reach: 4, as one JSON document', async () => {
    expect((await run(['bogus'])).code).toBe(2);
    expect((await run(['serve', '--port', 'x'])).code).toBe(2);
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '0.1.0\n' });
    const lost = await run(['db', 'status', '--json'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' });
    expect(lost.code).toBe(4);
    expect(JSON.parse(lost.out)).toMatchObject({ problem: { code: 'database-unreachable' } });
  });

  test('where nothing is installed, or its database is not named, each command says so and makes nothing', async () => {
    const nowhere = join(home, 'nowhere');
    for (const args of [['verify'], ['user', 'list'], ['keys', 'rotate']]) {
      const { code, err } = await run(args, { MINGBAI_HOME: nowhere });
      expect([args, code, err]).toEqual([args, 2, expect.stringContaining('There is no installation')]);
      expect(err).toContain(`目录 ${nowhere} 中没有`);
    }
    expect(existsSync(nowhere)).toBe(false);
    const other = join(home, 'of-another-database');
    openHome(other);
    const before = readdirSync(other);
    const unnamed = await run(['verify', '--json'], { MINGBAI_HOME: other });
    expect([unnamed.code, unnamed.err]).toEqual([4, expect.stringContaining('DATABASE_URL')]);
    expect(JSON.parse(unnamed.out)).toMatchObject({ problem: { code: 'database-not-named' } });
    expect(readdirSync(other)).toEqual(before);
  });

  test('one serves, commands work beside it, a second start hears who holds the data', async () => {
    const server = start(['serve', '--empty', '--port', '0']);
    const address = await serving(server);
    const post = (path: string, body: object) =>
      fetch(`${address}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await run(['user', 'list'])).code).toBe(2);
    expect((await post('/setup', SETUP)).status).toBe(200);

    const listed = await run(['user', 'list', '--json']);
    expect(JSON.parse(listed.out).map((user: { username: string }) => user.username)).toEqual([
      'audit',
      'root',
      'security',
    ]);
    const made = await run(['user', 'create', 'zhou', '--name', '周一', '--role', 'county_clerk', '--json']);
    const { password } = JSON.parse(made.out);
    expect((await post('/session', { username: 'zhou', password })).status).toBe(200);
    expect((await run(['user', 'grant', 'zhou', 'audit_admin', '411525'])).err).toContain('three people');

    await bringEvidence(address, 'zhou', password);

    const second = await run(['serve', '--port', '0']);
    expect(second.code).toBe(4);
    expect(second.err).toContain(String(server.pid));
    expect(second.err).toContain(address);
    expect((await run(['db', 'reset', '--yes'])).code).toBe(4);
    // A taken port is told before a county is made for it.
    const { port } = new URL(address);
    const elsewhere = await run(['serve', '--port', port], { MINGBAI_HOME: join(home, 'elsewhere') });
    expect(elsewhere.code).toBe(4);
    expect(elsewhere.err).toContain(`Port ${port} is taken`);
    expect(elsewhere.err).not.toMatch(/演示|数据库/);
    expect(existsSync(join(home, 'elsewhere'))).toBe(false);
    const { bytes } = JSON.parse((await run(['db', 'status', '--json'])).out);
    expect(bytes).toBeGreaterThan(1_000_000);
    const list = ['户编号', '户主', '户主证件号码（已脱敏）'];
    expect([await exportedHeader('list.xlsx'), await exportedHeader('list.xlsx', '--persons')]).toEqual([
      list,
      ['姓名', '证件号码（已脱敏）', '性别'],
    ]);
    // A file is what its name says.
    expect(await exportedHeader('list.csv')).toEqual(list);
    expect(readFileSync(join(home, 'list.csv'), 'utf8')).toMatch(/^\ufeff户编号,/);
    for (const [name, why] of [
      ['list.ods', /list\.ods：清单可写成 \.xlsx 或 \.csv/],
      ['nowhere/list.csv', /没有这个文件夹/],
    ] as const)
      expect(await run(['export', '--out', join(home, name)])).toMatchObject({
        code: 2,
        err: expect.stringMatching(why),
      });
    expect(existsSync(join(home, 'list.ods'))).toBe(false);

    expect(await stop(server)).toBe(0);
    expect(existsSync(join(home, 'installation', 'state.json'))).toBe(false);
    expect(readdirSync(join(home, 'installation')).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('verify: sealed at the stop, intact; an anchor is kept; a changed entry is named with 1', async () => {
    const anchor = join(home, 'anchor.json');
    const good = await run(['verify', '--json', '--write-anchor', anchor]);
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({
      intact: true,
      counties: [{ county: 411525, broken: null }],
      register: { waiting: 0, before: 0, broken: [] },
    });
    const { register: left, ...journal } = JSON.parse((await run(['verify', '--json', '--no-register'])).out);
    expect([left, journal]).toEqual([undefined, expect.objectContaining({ intact: true })]);
    const [kept] = JSON.parse(readFileSync(anchor, 'utf8'));
    writeFileSync(anchor, JSON.stringify([{ ...kept, hash: '00'.repeat(32) }]));
    const other = await run(['verify', '--anchor', anchor]);
    expect(other.code).toBe(1);
    expect(other.out).toContain('is not the one kept outside');
    writeFileSync(anchor, '{"not":"anchors"}');
    const refused = await run(['verify', '--anchor', anchor]);
    expect([refused.code, refused.err]).toEqual([
      3,
      expect.stringContaining(`${anchor} is no file of seals`),
    ]);
    const gone = await run(['verify', '--anchor', join(home, 'nowhere.json')]);
    expect([gone.code, gone.err]).toEqual([
      2,
      expect.stringMatching(/--anchor：.*nowhere\.json（文件不存在）/),
    ]);
    expect(gone.err).not.toMatch(/xlsx|ENOENT/);
    expect((await run(['verify', '--anchor', home])).err).toContain('(a folder is there)');
  });

  test('verify --evidence reads the kept files, and names the one that was altered', async () => {
    const good = await run(['verify', '--evidence', '--json']);
    expect(JSON.parse(good.out)).toMatchObject({ intact: true, evidence: { files: 1, bad: [] } });
    const kept = join(home, 'installation', 'files', 'evidence', 'kept');
    const [name = ''] = readdirSync(kept, { recursive: true }).filter((one) =>
      /\/\w{64}\.sealed$/.test(String(one)),
    );
    const path = join(kept, String(name));
    const bytes = readFileSync(path);
    bytes[99] = (bytes[99] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect((await run(['verify'])).code).toBe(0);
    const bad = await run(['verify', '--evidence']);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('现场.jpg: 文件被改动');
    expect(bad.out).toContain(path);
  });

  test('what people made is deleted only when they say so; the keys stay', async () => {
    const keys = readFileSync(join(home, 'installation', 'keys.json'), 'utf8');
    expect((await run(['db', 'reset'])).code).toBe(2);
    expect((await run(['db', 'reset', '--yes'])).code).toBe(0);
    expect(JSON.parse((await run(['db', 'status', '--json'])).out)).toMatchObject({ migrations: [] });
    expect(await run(['verify'])).toMatchObject({ code: 2, err: expect.stringContaining('not been set up') });
    expect(readFileSync(join(home, 'installation', 'keys.json'), 'utf8')).toBe(keys);
  });
});
