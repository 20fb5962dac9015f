import { setTimeout } from 'node:timers/promises';
import type { EvidenceRow } from '@mingbai/core/api';
import { regionCode } from '@mingbai/core';
import pg from 'pg';
import { testServer, type Signed, type TestServer } from '../../app/testing.ts';

export const VILLAGE = regionCode('411525101201');
export const OTHER_VILLAGE = regionCode('411525101206');

/** A server that listens, with people of two villages; speaks tus as a client does. */
export class EvidenceTest {
  private constructor(
    readonly server: TestServer,
    readonly owner: pg.Client,
    readonly url: string,
  ) {}

  static async open(): Promise<EvidenceTest> {
    const server = await testServer();
    await server.install([
      { username: 'worker', role: 'village_worker', region: VILLAGE },
      { username: 'neighbour', role: 'village_worker', region: OTHER_VILLAGE },
      { username: 'colleague', role: 'village_worker', region: VILLAGE },
      { username: 'clerk', role: 'county_clerk' },
      { username: 'auditor', role: 'auditor' },
      { username: 'officer', role: 'department_officer', department: '教育体育局' },
    ]);
    const owner = new pg.Client(server.database.ownerUrl);
    await owner.connect();
    const url = await server.server.app.listen({ port: 0, host: '127.0.0.1' });
    return new EvidenceTest(server, owner, url);
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.server.close();
  }

  get desk() {
    return this.server.server.services.evidence;
  }

  /** A request of the tus protocol. */
  tus(
    signed: Signed | undefined,
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Uint8Array | ReadableStream,
  ): Promise<Response> {
    return fetch(new URL(path, this.url), {
      method,
      headers: {
        'tus-resumable': '1.0.0',
        ...(signed === undefined ? {} : { cookie: signed.cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
  }

  create(
    signed: Signed | undefined,
    metadata: Readonly<Record<string, string>>,
    length: number,
  ): Promise<Response> {
    const said = Object.entries(metadata).map(
      ([key, text]) => `${key} ${Buffer.from(text).toString('base64')}`,
    );
    return this.tus(signed, 'POST', '/api/evidence/upload', {
      'upload-length': String(length),
      'upload-metadata': said.join(','),
    });
  }

  patch(signed: Signed, at: string, offset: number, bytes: Uint8Array): Promise<Response> {
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    return this.tus(signed, 'PATCH', at, headers, bytes);
  }

  /** From the first byte to the end of the checks. */
  async upload(
    signed: Signed,
    metadata: Readonly<Record<string, string>>,
    bytes: Uint8Array,
  ): Promise<EvidenceRow> {
    const made = await this.create(signed, { region: VILLAGE, ...metadata }, bytes.length);
    if (made.status !== 201) throw new Error(`${made.status} ${await made.text()}`);
    const at = made.headers.get('location') ?? '';
    const sent = bytes.length === 0 ? { status: 204 } : await this.patch(signed, at, 0, bytes);
    if (sent.status !== 204) throw new Error(`PATCH: ${sent.status}`);
    return this.done(signed, at.split('/').at(-1) ?? '');
  }

  async done(signed: Signed, id: string): Promise<EvidenceRow> {
    for (const end = Date.now() + 20_000; Date.now() < end; await setTimeout(20)) {
      const row = (await signed.call('GET', `/evidence/${id}`)).json<EvidenceRow>();
      if (row.state === 'kept' || row.state === 'refused') return row;
    }
    throw new Error(`evidence ${id} came to no end`);
  }

  /** Its bytes, opened by the journal. */
  async content(signed: Signed, id: string, headers: Record<string, string> = {}): Promise<Response> {
    const { content } = (await signed.call('POST', `/evidence/${id}/open`)).json<{ content: string }>();
    return fetch(new URL(content, this.url), { headers: { cookie: signed.cookie, ...headers } });
  }

  async entries(command: string): Promise<Record<string, unknown>[]> {
    const found = await this.owner.query('select * from mingbai.journal where command = $1 order by id', [
      command,
    ]);
    return found.rows as Record<string, unknown>[];
  }
}
