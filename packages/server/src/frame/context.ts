import type { RegionCode, Role } from '@mingbai/core';
import type {
  Actor,
  Command,
  Database,
  Done,
  Hat,
  Outcome,
  ReadTx,
  Scope,
  Vault,
  Who,
  WriteTx,
} from '@mingbai/store';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { EvidenceDesk } from '../features/evidence/desk.ts';
import type { Runner } from '../features/imports/runner.ts';
import type { OverdueRunner } from '../features/procedures/overdue.ts';
import type { Identify } from '../auth/identify.ts';
import type { Library } from '../auth/library.ts';
import type { KnownCallers } from './known.ts';
import type { UnknownNames } from '../auth/unknown-names.ts';

/** What all requests share. */
export interface Services {
  readonly database: Database;
  /** The sign-in library. */
  readonly library: Library;
  readonly identify: Identify;
  readonly unknownNames: UnknownNames;
  readonly known: KnownCallers;
  readonly vault: Vault;
  /** A folder of our own for uploads and other files; it exists. */
  readonly home: string;
  readonly log: FastifyBaseLogger;
  /** Where people reach us when a proxy stands between. */
  readonly publicUrl?: URL | undefined;
  readonly evidence: EvidenceDesk;
  /** Works on imports beside the requests; not there in tests that do without. */
  readonly imports?: Runner;
  /** The same for runs of the data rules. */
  readonly rules?: Runner;
  /** The same for papers of whole villages. */
  readonly papers?: Runner;
  /** Makes findings of what is past its day. */
  readonly overdue?: OverdueRunner;
}

/** What came in, as the contract parses it. */
export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** For uploads (`request.parts()`) and what the contract does not name. */
  readonly request: FastifyRequest;
  /** For cookies, and for what a file's answer needs beside it; the answer is what the handler returns. */
  readonly reply: FastifyReply;
  readonly services: Services;
  /** The caller's address. */
  readonly address: string;
}

/** An endpoint for anyone. */
export type PublicCall<P, Q, B> = Input<P, Q, B>;

/** An endpoint about the signed-in account itself, with or without a role. */
export interface SessionCall<P, Q, B> extends Input<P, Q, B> {
  readonly who: Who;
}

/** An endpoint for somebody in a role: the permission has been checked, the scope is the role's region. */
export interface Call<P, Q, B> extends SessionCall<P, Q, B> {
  readonly hat: Hat;
  readonly role: Role;
  readonly region: RegionCode;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly database: Database;
  readonly vault: Vault;
  /** One read-only transaction in the caller's scope. */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** One journaled transaction in the caller's scope. */
  command<T>(command: Command, work: (tx: WriteTx) => Promise<Done<T>>): Promise<Outcome<T>>;
}
