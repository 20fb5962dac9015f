import { randomUUID } from 'node:crypto';
import { PROBLEMS, Problem, remedy, say } from '@mingbai/core';
import type { ProblemReply } from '@mingbai/core/api';
import type { FastifyBaseLogger, FastifyError } from 'fastify';
import { z } from 'zod';

export interface Said {
  readonly status: number;
  readonly reply: ProblemReply;
}

/** What the person is told. What nobody foresaw gets a number, under which the log has the place and no values. */
export function sayProblem(error: unknown, log: FastifyBaseLogger): Said {
  if (error instanceof Problem) return said(error);
  const known = fromFramework(error);
  if (known !== undefined) return said(known);
  const id = randomUUID().slice(0, 8);
  log.error({ id, ...traceOf(error) }, 'server-error');
  return said(new Problem('server-error', { id }));
}

function said({ code, details }: Problem): Said {
  return {
    status: PROBLEMS[code].status,
    reply: {
      code,
      message: { zh: say(code, 'zh', details), en: say(code, 'en', details) },
      fix: { zh: remedy(code, 'zh', details), en: remedy(code, 'en', details) },
      details: { ...details },
    },
  };
}

/** The first fault of an input, with its place and without its value. */
export function invalidInput(error: z.ZodError): Problem {
  const [issue] = error.issues;
  const place = issue?.path.join('.') ?? '';
  return new Problem('invalid-input', {
    detail: `${place === '' ? '' : `${place}: `}${issue?.message ?? ''}`,
  });
}

function fromFramework(error: unknown): Problem | undefined {
  if (error instanceof z.ZodError) return undefined;
  const { statusCode, code } = error as Partial<FastifyError>;
  if (statusCode === 413) return new Problem('file-too-large', { limit: '' });
  if (statusCode === 404) return new Problem('not-found');
  if (statusCode !== undefined && statusCode < 500)
    return new Problem('invalid-input', { detail: code ?? '' });
  return undefined;
}

/**
 * Messages of the database and of parsers quote people's data: the log takes the error's kind, SQLSTATE and
 * constraint, and where in our code it came from.
 */
function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint, table } = error as Error & { code?: string; constraint?: string; table?: string };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return { kind: error.name, code, constraint, table, frames };
}
