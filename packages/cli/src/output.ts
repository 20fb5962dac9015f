import { Problem, remedy, say as wordsOf } from '@mingbai/core';
import { asProblem, exitCodeOf } from './exit.ts';

/** For people, on standard error: standard output is the result's alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The result: with `--json` one JSON document, else what `text` makes of it. */
export function answer<T>(result: T, json: boolean | undefined, text: (result: T) => string): void {
  process.stdout.write(json === true ? `${JSON.stringify(result, null, 2)}\n` : `${text(result)}\n`);
}

/** Says what went wrong and what to do, and answers the exit code. */
export function complain(thrown: unknown, json: boolean): number {
  const error = asProblem(thrown);
  const code = exitCodeOf(error);
  if (error instanceof Problem) {
    const { code: problemCode, details } = error;
    const message = { zh: wordsOf(problemCode, 'zh', details), en: wordsOf(problemCode, 'en', details) };
    const fix = { zh: remedy(problemCode, 'zh', details), en: remedy(problemCode, 'en', details) };
    if (json) {
      const problem = { code: problemCode, message, fix, details };
      process.stdout.write(`${JSON.stringify({ problem }, null, 2)}\n`);
    }
    say(`${message.zh}\n  ${fix.zh}\n${message.en}\n  ${fix.en}`);
  } else {
    if (json) process.stdout.write(`${JSON.stringify({ problem: { code: 'internal' } }, null, 2)}\n`);
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return code;
}
