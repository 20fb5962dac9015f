import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };

type Add = (program: Command) => void;

/** Each command in a file of its own, loaded when it is asked for: `verify` needs no web server. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  serve: async () => (await import('./commands/serve.ts')).addServe,
  import: async () => (await import('./commands/import.ts')).addImport,
  check: async () => (await import('./commands/check.ts')).addCheck,
  export: async () => (await import('./commands/export.ts')).addExport,
  print: async () => (await import('./commands/print.ts')).addPrint,
  verify: async () => (await import('./commands/verify.ts')).addVerify,
  user: async () => (await import('./commands/user.ts')).addUser,
  keys: async () => (await import('./commands/keys.ts')).addKeys,
  decide: async () => (await import('./commands/decide.ts')).addDecide,
  policy: async () => (await import('./commands/policy.ts')).addPolicy,
  simulate: async () => (await import('./commands/simulate.ts')).addSimulate,
  db: async () => (await import('./commands/db.ts')).addDb,
};

/** The program with the command that `first` (the first argument) names; with all of them for help and errors. */
export async function makeProgram(first: string | undefined): Promise<Command> {
  const program = new Command('mingbai')
    .description('明白账：精准扶贫与防返贫监测开放平台 · the open platform for poverty alleviation registers')
    .version(manifest.version)
    .exitOverride()
    .addHelpText(
      'after',
      `
Exit codes · 退出码: 0 done 成功 · 1 faults found, chain broken 发现问题 · 2 called wrongly 用法错误 ·
3 file refused 文件被拒 · 4 database or keys out of reach 数据库不可用 · 70 internal 内部错误`,
    );
  const asked = first === undefined ? undefined : COMMANDS[first];
  const loaders = asked !== undefined ? [asked] : first === '--version' ? [] : Object.values(COMMANDS);
  for (const load of loaders) (await load())(program);
  return program;
}
