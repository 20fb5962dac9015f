import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { regionCode, type RegionCode, type Role } from '@mingbai/core';
import { createKeys } from '@mingbai/store';
import { testDatabase, type TestDatabase } from '@mingbai/store/testing';
import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify';
import { createAccounts, founder, install, type FirstAccount } from '../features/setup/install.ts';
import { createServer, type Server } from './server.ts';

export const GUSHI = regionCode('411525');
export const PASSWORD = 'correct horse 42';
/** `fork(RUN, [script, …])`: a program of ours as it is run, in one piece; file by file it would take three times as long. */
export const RUN = fileURLToPath(import.meta.resolve('@mingbai/store/run'));
export const TEST_SECRET = 'a secret of the tests, 32 signs and more';

/** A server on a fresh database, as tests need it; nothing in it but what they put there. */
export async function testServer(): Promise<TestServer> {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'mingbai-test-'));
  const keyFile = join(home, 'keys.json');
  createKeys(keyFile);
  const server = await createServer({
    appUrl: database.appUrl,
    authUrl: database.authUrl,
    authSecret: TEST_SECRET,
    keyFile,
    home,
    logLevel: 'silent',
    checkReplies: true,
    background: false,
  });
  return new TestServer(server, database, home);
}

export class TestServer {
  constructor(
    readonly server: Server,
    readonly database: TestDatabase,
    private readonly home: string,
  ) {}

  /** Sets up the county with these accounts, each with `PASSWORD`. */
  install(accounts: readonly TestAccount[], county: RegionCode = GUSHI): Promise<void> {
    return install(this.server.services, founder('test'), county, accounts.map(full));
  }

  add(accounts: readonly TestAccount[], home: RegionCode = GUSHI): Promise<void> {
    return createAccounts(this.server.services, founder('test'), home, accounts.map(full));
  }

  inject(options: InjectOptions): Promise<Response> {
    return this.server.app.inject(options);
  }

  async signIn(username: string, password: string = PASSWORD, totp?: string): Promise<Signed> {
    const response = await this.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username, password, ...(totp === undefined ? {} : { totp }) },
    });
    if (response.statusCode !== 200) throw new Error(`sign-in of ${username}: ${response.body}`);
    return new Signed(this, cookieOf(response));
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.database.drop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

export type TestAccount = {
  readonly username: string;
  readonly role: Role;
  readonly region?: RegionCode;
  readonly department?: string;
};

function full(account: TestAccount): FirstAccount {
  return { name: account.username, password: PASSWORD, mustChangePassword: false, region: GUSHI, ...account };
}

/** Somebody signed in: sends the cookie with every call. */
export class Signed {
  constructor(
    private readonly test: TestServer,
    public cookie: string,
  ) {}

  async call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object): Promise<Response> {
    const response = await this.test.inject({
      method,
      url: `/api${path}`,
      headers: { cookie: this.cookie },
      ...(payload === undefined ? {} : { payload }),
    });
    const next = cookieOf(response);
    if (next !== '') this.cookie = next;
    return response;
  }
}

export function cookieOf(response: Response): string {
  return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}
