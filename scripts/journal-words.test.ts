import { FINDING_ACTION_NAMES } from '@mingbai/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { en } from '../packages/web/src/i18n/en.ts';
import { zh } from '../packages/web/src/i18n/zh.ts';

const ROOMS = ['server', 'cli', 'policy', 'store'];
/** `name: 'noun.verb'`, as commands are written; names of files have endings, those of settings begin with ours. */
const COMMAND = /\b(?:name|COMMAND|command)\b(?::| =) '([a-z_-]+\.[a-z_-]+)'/g;
const FILES = /\.(?:jpg|png|pdf|xlsx|csv|zip|json|yaml|dmn|ts|mjs)$/;

const commands = new Set(
  ROOMS.flatMap((room) =>
    sources(fileURLToPath(new URL(`../packages/${room}/src/`, import.meta.url))),
  ).flatMap((path) => [...readFileSync(path, 'utf8').matchAll(COMMAND)].map(([, name = '']) => name)),
);

test('every command that is journaled has a name for people, in both languages', () => {
  const found = [...commands].filter((name) => !FILES.test(name) && !name.startsWith('mingbai.')).sort();
  expect(found).toContain('import.commit');
  expect(found).toContain('finding.run');
  const nameless = (words: Readonly<Record<string, string>>) =>
    found.filter((name) => {
      const [noun, verb = ''] = name.split('.');
      return (
        words[name.replaceAll(/[.-]/g, '_')] === undefined &&
        !(noun === 'finding' && FINDING_ACTION_NAMES.some((one) => one === verb))
      );
    });
  expect(nameless(zh.command)).toEqual([]);
  expect(nameless(en.command)).toEqual([]);
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/(?:\.test|testing[^/]*)\.ts$|testing\//.test(path))
    .map((path) => join(folder, path));
}
