import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OXLINT = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
let house = '';

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'mingbai-arrows-'));
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Lints one file that stands alone in an empty house, or `beside` others; answers the rules it breaks. */
function broken(path: string, code: string, beside: Readonly<Record<string, string>> = {}): string[] {
  const files = Object.entries({ ...beside, [path]: code }).map(([name, text]) => {
    const file = join(house, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
  const { stdout } = spawnSync(process.execPath, [OXLINT, '--deny-warnings', '-f', 'json', path], {
    cwd: house,
  });
  for (const file of files) rmSync(file);
  const { diagnostics } = JSON.parse(stdout.toString()) as {
    diagnostics: { code: string; severity: string }[];
  };
  expect(diagnostics.every(({ severity }) => severity === 'error')).toBe(true);
  return diagnostics.map(({ code: rule }) => /\(([^)]+)\)/.exec(rule)?.[1] ?? rule);
}

function importing(what: string): string {
  return `import { x } from '${what}';\nexport const y = x;\n`;
}

test.each([
  ['packages/core/src/a.ts', '@mingbai/store'],
  ['packages/core/src/a.ts', 'node:fs'],
  ['packages/core/src/a.ts', 'pg'],
  ['packages/core/src/a/b.ts', '../../../store/src/index.ts'],
  ['packages/core/src/a.test.ts', '@mingbai/exchange'],
  ['packages/policy-engine/src/a.ts', '@mingbai/core'],
  ['packages/policy-engine/src/a.test.ts', '@mingbai/store/testing'],
  ['packages/policy-engine/src/a/b.ts', '../../../core/src/index.ts'],
  ['packages/exchange/src/a.ts', '@mingbai/store'],
  ['packages/exchange/src/a.ts', '../../store/src/index.ts'],
  ['packages/store/src/a.ts', '@mingbai/exchange'],
  ['packages/store/src/a.ts', '@mingbai/server'],
  ['packages/store/src/a.ts', '@mingbai/fixtures'],
  ['packages/policy/src/a.ts', '@mingbai/server'],
  ['packages/policy/src/a.ts', '@mingbai/exchange'],
  ['packages/store/src/a.ts', '@mingbai/policy'],
  ['packages/analytics/src/a.ts', '@mingbai/server'],
  ['packages/analytics/src/a.ts', '@mingbai/exchange'],
  ['packages/analytics/src/a.test.ts', '@mingbai/fixtures'],
  ['packages/analytics/src/a/b.ts', '../../../policy/src/index.ts'],
  ['packages/core/src/a.ts', '@mingbai/analytics'],
  ['packages/store/src/a.ts', '@mingbai/analytics'],
  ['packages/policy/src/a.ts', '@mingbai/analytics'],
  ['packages/web/src/a.tsx', '@mingbai/analytics'],
  ['packages/web/src/a.tsx', '@mingbai/policy'],
  ['packages/server/src/a.ts', '@mingbai/cli'],
  ['packages/server/src/a.ts', '@mingbai/fixtures'],
  ['packages/server/src/a.ts', '@mingbai/web'],
  ['packages/web/src/a.tsx', '@mingbai/server'],
  ['packages/web/src/a.tsx', '@mingbai/exchange/read'],
  ['packages/cli/src/a.ts', '@mingbai/web'],
  ['fixtures/src/a.ts', '@mingbai/store'],
  ['fixtures/src/a.ts', '../../packages/store/src/index.ts'],
])('%s may not import %s', (path, what) => {
  expect(broken(path, importing(what))).toEqual(['no-restricted-imports']);
});

test.each([
  ['packages/core/src/a.ts', './b.ts'],
  ['packages/core/src/a.test.ts', 'node:fs'],
  ['packages/policy-engine/src/a.ts', 'lezer-feel'],
  ['packages/exchange/src/a.ts', '@mingbai/core'],
  ['packages/store/src/a.ts', '@mingbai/core'],
  ['packages/store/src/a.test.ts', '@mingbai/fixtures'],
  ['packages/policy/src/a.ts', '@mingbai/policy-engine'],
  ['packages/policy/src/a.ts', '@mingbai/store'],
  ['packages/policy/src/a.test.ts', '@mingbai/fixtures'],
  ['packages/analytics/src/a.ts', '@mingbai/policy/snapshot'],
  ['packages/analytics/src/a.ts', '@mingbai/store'],
  ['packages/server/src/a.ts', '@mingbai/analytics'],
  ['packages/server/src/a.ts', '@mingbai/policy'],
  ['packages/server/src/a.ts', '@mingbai/store/testing'],
  ['packages/server/src/a.ts', '../../frame/store/rows.ts'],
  ['packages/web/src/a.tsx', '@mingbai/core'],
  ['packages/cli/src/a.ts', '@mingbai/fixtures'],
  ['fixtures/src/a.ts', '@mingbai/exchange'],
])('%s may import %s', (path, what) => {
  expect(broken(path, importing(what))).toEqual([]);
});

test('files do not import one another in a circle, for a type as little as for a value', () => {
  const beside = {
    'packages/store/src/b.ts': "import type { A } from './a.ts';\nexport type B = A[];\n",
    'packages/store/src/c.ts': "import { a } from './a.ts';\nexport const c = a;\n",
  };
  const typed = "import type { B } from './b.ts';\nexport interface A { readonly all: B }\n";
  expect(broken('packages/store/src/a.ts', typed, beside)).toEqual(['no-cycle']);
  const called = "import { c } from './c.ts';\nexport const a = () => c;\n";
  expect(broken('packages/store/src/a.ts', called, beside)).toEqual(['no-cycle']);
  const straight = 'export interface A { readonly all: string }\nexport const a = 1;\n';
  expect(broken('packages/store/src/a.ts', straight, beside)).toEqual([]);
});

test('core has no clock, no chance and nothing of its surroundings', () => {
  expect(broken('packages/core/src/a.ts', 'export const x = Date.now();')).toEqual([
    'no-restricted-properties',
  ]);
  expect(broken('packages/core/src/a.ts', 'export const x = Math.random();')).toEqual([
    'no-restricted-properties',
  ]);
  expect(broken('packages/core/src/a.ts', 'export const x = process.env;')).toEqual([
    'no-restricted-globals',
  ]);
  expect(broken('packages/store/src/a.ts', 'export const x = Date.now();')).toEqual([]);
});
