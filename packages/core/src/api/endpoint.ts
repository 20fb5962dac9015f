import type { z } from 'zod';
import type { Permission } from '../access/roles.ts';

/**
 * The contract between server and console: one object an endpoint, with the schemas of what goes in and
 * what comes out. The server implements it, the console calls it, `docs/openapi.json` is printed from it;
 * nothing is written twice. Who may call it stands beside it.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Under `/api`, with `:name` for parameters. */
  readonly path: string;
  readonly access: Permission | 'anyone' | 'signed-in';
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Absent when the answer is a file: then `file` names its media type. */
  readonly reply?: Reply;
  readonly file?: string;
  /** The body is a multipart upload. */
  readonly upload?: true;
}

export function endpoint<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(definition: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return definition;
}
