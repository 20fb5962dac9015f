import type { Endpoint } from '@mingbai/core/api';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Call, PublicCall, SessionCall } from './context.ts';

/** The answer of an endpoint whose contract names a `file`. */
export interface FileReply {
  readonly name: string;
  readonly content: Uint8Array | Readable;
  /** When it is another than the contract's. */
  readonly mediaType?: string;
}

/** An answer that is JSON already, for long ones that the database wrote most of. */
export class Written {
  constructor(readonly json: string) {}
}

type Answer<R extends z.ZodType> = R extends z.ZodUndefined ? FileReply : z.input<R>;
type Handler<C, R extends z.ZodType> = (call: C) => Promise<Answer<R> | Written>;

/** How the frame runs an endpoint; `as` says what must be known of the caller first. */
export type Implementation = { readonly endpoint: Endpoint } & (
  | { readonly as: 'role'; readonly handle: (call: Call<never, never, never>) => Promise<unknown> }
  | { readonly as: 'session'; readonly handle: (call: SessionCall<never, never, never>) => Promise<unknown> }
  | { readonly as: 'anyone'; readonly handle: (call: PublicCall<never, never, never>) => Promise<unknown> }
);

/** For somebody in a role, whose permission the contract names (or any role, for `signed-in`). */
export function implement<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: Handler<Call<z.output<P>, z.output<Q>, z.output<B>>, R>,
): Implementation {
  if (endpoint.access === 'anyone') throw new TypeError(`${endpoint.path} is for anyone: implementPublic`);
  return { endpoint, as: 'role', handle };
}

/** For an account's own affairs: signed in, perhaps without a role yet, perhaps with a password to change. */
export function implementSession<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: Handler<SessionCall<z.output<P>, z.output<Q>, z.output<B>>, R>,
): Implementation {
  if (endpoint.access !== 'signed-in')
    throw new TypeError(`${endpoint.path} asks for more than a session: implement`);
  return { endpoint, as: 'session', handle };
}

export function implementPublic<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: Handler<PublicCall<z.output<P>, z.output<Q>, z.output<B>>, R>,
): Implementation {
  if (endpoint.access !== 'anyone') throw new TypeError(`${endpoint.path} is not for anyone: implement`);
  return { endpoint, as: 'anyone', handle };
}
