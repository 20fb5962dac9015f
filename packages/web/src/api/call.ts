import type { Endpoint } from '@mingbai/core/api';
import type { z } from 'zod';
import { CallProblem, problemFrom } from './problem.ts';

type None = Record<never, never>;
/** A part of a request: absent when the endpoint has none, optional when every key of it is. */
type Part<K extends string, S extends z.ZodType> = S extends z.ZodUndefined
  ? None
  : None extends z.input<S>
    ? { readonly [P in K]?: z.input<S> }
    : { readonly [P in K]: z.input<S> };

export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B> & { readonly signal?: AbortSignal };

interface Parts {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Calls one endpoint of the contract. The types of the contract are trusted: the server parses what goes in
 * and checks what comes out, so the console does not parse it again. Throws `CallProblem`.
 */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(endpoint: Endpoint<P, Q, B, R>, input: CallInput<P, Q, B>): Promise<z.output<R>> {
  const response = await request(endpoint, input);
  return (response.status === 204 ? {} : await response.json()) as z.output<R>;
}

/** Calls an endpoint that answers with a file; the name is the one the server gave. */
export async function callFile<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  input: CallInput<P, Q, B>,
): Promise<{ readonly name: string; readonly blob: Blob }> {
  const response = await request(endpoint, input);
  return { name: fileNameOf(response.headers.get('content-disposition')), blob: await response.blob() };
}

async function request(endpoint: Pick<Endpoint, 'method' | 'path'>, input: Parts): Promise<Response> {
  const init: RequestInit = { method: endpoint.method, credentials: 'same-origin' };
  if (input.signal !== undefined) init.signal = input.signal;
  if (input.body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(input.body);
  }
  const response = await fetch(addressOf(endpoint.path, input), init).catch((error: unknown) => {
    if (input.signal?.aborted === true) throw error;
    throw CallProblem.unreachable();
  });
  if (!response.ok) throw await problemFrom(response);
  return response;
}

/** `/api/users/:id` with its parameters and query filled in; undefined and empty values are left out. */
export function addressOf(path: string, input: Parts): string {
  const params = (input.params ?? {}) as Record<string, string>;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== '') query.set(key, String(value));
  }
  const search = query.toString();
  return `/api${filled}${search === '' ? '' : `?${search}`}`;
}

/** The file name in a Content-Disposition header, the UTF-8 form first (RFC 6266). */
export function fileNameOf(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? 'mingbai';
}
