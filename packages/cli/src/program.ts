import { VERSION } from '@mingbai/server';
import { Command } from 'commander';
import { addDb } from './commands/db.ts';
import { addServe } from './commands/serve.ts';
import { addUser } from './commands/user.ts';
import { addVerify } from './commands/verify.ts';

/** All commands; each stands in a file of its own. */
export function makeProgram(): Command {
  const program = new Command('mingbai')
    .description('明白账：精准扶贫与防返贫监测开放平台 · the open platform for poverty alleviation registers')
    .version(VERSION)
    .exitOverride()
    .addHelpText(
      'after',
      `
Exit codes · 退出码: 0 done 成功 · 1 faults found, chain broken 发现问题 · 2 called wrongly 用法错误 ·
3 file refused 文件被拒 · 4 database or keys out of reach 数据库不可用 · 70 internal 内部错误`,
    );
  for (const add of [addServe, addVerify, addUser, addDb]) add(program);
  return program;
}
