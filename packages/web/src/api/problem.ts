import type { ProblemReply } from '@mingbai/core/api';

const UNREACHABLE: ProblemReply = {
  code: 'unreachable',
  message: { zh: '连接不上服务器', en: 'The server cannot be reached' },
  fix: { zh: '请检查网络，然后重试', en: 'Check the network, then try again' },
  details: {},
};

/** What the server said went wrong, in both languages, with what to do. */
export class CallProblem extends Error {
  override readonly name = 'CallProblem';
  constructor(
    readonly reply: ProblemReply,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
  ) {
    super(reply.message.en);
  }

  static unreachable(): CallProblem {
    return new CallProblem(UNREACHABLE, 0);
  }
}

/** Reads the answer of a failed request. A proxy in between may answer without our shape. */
export async function problemFrom(response: Response): Promise<CallProblem> {
  return problemOf(await response.text(), response.status);
}

export function problemOf(text: string, status: number): CallProblem {
  try {
    const reply = JSON.parse(text) as Partial<ProblemReply>;
    if (reply.message !== undefined && reply.fix !== undefined) {
      return new CallProblem({ code: 'server-error', details: {}, ...reply } as ProblemReply, status);
    }
  } catch {
    // Not JSON: said below with the status, which is all that is known.
  }
  return new CallProblem(
    {
      code: 'unexpected',
      message: { zh: `服务器答复异常（${status}）`, en: `Unexpected answer of the server (${status})` },
      fix: {
        zh: '请重试；仍不行请告诉系统管理员',
        en: 'Try again; if it stays, tell the system administrator',
      },
      details: {},
    },
    status,
  );
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof CallProblem && error.reply.code === 'not-signed-in';
}

/** Any thrown value as a problem that can be shown. */
export function asProblem(error: unknown): CallProblem {
  if (error instanceof CallProblem) return error;
  return new CallProblem(
    {
      code: 'console-error',
      message: { zh: '页面出错', en: 'The page failed' },
      fix: { zh: '请刷新页面', en: 'Reload the page' },
      details: {},
    },
    0,
  );
}
