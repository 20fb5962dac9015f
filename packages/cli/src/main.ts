import { CommanderError } from 'commander';
import { EXIT } from './exit.ts';
import { complain } from './output.ts';
import { makeProgram } from './program.ts';

// The command line. Standard output carries the result alone; everything said to people goes to standard error.
// `mingbai user list | head` is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.internal),
);

try {
  await (await makeProgram(process.argv[2])).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error.exitCode !== 0 && process.argv.includes('--json'))
      process.stdout.write(
        `${JSON.stringify({ problem: { code: 'usage', detail: error.message } }, null, 2)}\n`,
      );
  } else process.exitCode = complain(error, process.argv.includes('--json'));
}
