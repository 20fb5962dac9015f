import './version.mjs';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureInstalled } from './installed.mjs';
import { ROOT } from './root.mjs';
import { runNode } from './steps.mjs';

// npm run check: format, lint with the arrows between the rooms, types, dead code, generated files, documents.
await ensureInstalled({ dev: true });
const require = createRequire(join(ROOT, 'package.json'));

/** The script of a tool in node_modules, so that no shell and no PATH comes between. */
function tool(name, bin = name) {
  const folder = require.resolve
    .paths(name)
    .map((one) => join(one, name))
    .find((one) => existsSync(join(one, 'package.json')));
  const { bin: bins } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bins === 'string' ? bins : bins[bin]);
}

const generators = readdirSync(join(ROOT, 'scripts'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .filter((name) => readFileSync(join(ROOT, 'scripts', name), 'utf8').includes("'--check'"));

const steps = [
  ['格式 · format', [tool('oxfmt'), '--check', '.']],
  ['规范与房间箭头 · lint, arrows between rooms', [tool('oxlint'), '--deny-warnings', '.']],
  ['类型 · types', [tool('typescript', 'tsc'), '-p', 'tsconfig.json']],
  [
    '类型（网页） · types of the web',
    [tool('typescript', 'tsc'), '-p', 'packages/web/tsconfig.json', '--noEmit'],
  ],
  ['无用代码 · dead code', [tool('knip'), '--no-progress']],
  ...generators.map((name) => [
    `生成文件 · generated: ${name}`,
    ['--import', 'tsx', `scripts/${name}`, '--check'],
  ]),
  ['锁文件 · lock complete for every platform', [join('scripts', 'lock.mjs'), '--check']],
  ['安装大小 · size of the install', [join('scripts', 'size.mjs')]],
  ['文档链接 · links and paths in documents', [join('scripts', 'documents.mjs')]],
];

let failed = 0;
for (const [what, args] of steps) {
  const begun = Date.now();
  const { code, output } = await runNode(args);
  console.log(`${code === 0 ? '✓' : '✗'} ${what} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  if (code === 0) continue;
  failed += 1;
  console.log(output.trimEnd());
}
if (failed > 0) console.log(`${failed} 项检查未通过 · ${failed} checks failed`);
process.exit(failed === 0 ? 0 : 1);
