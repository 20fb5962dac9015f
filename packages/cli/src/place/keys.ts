import { existsSync } from 'node:fs';
import { Problem } from '@mingbai/core';
import { createKeys, keyFileIn } from '@mingbai/store';
import type { Home } from './home.ts';

/**
 * The key file, made for a new installation. For one that has data a missing key is an error: a new one would
 * leave every sealed value closed for good.
 */
export function ensureKeys(home: Home, isNew: boolean): string {
  const file = keyFileIn(home.folder);
  if (process.env['MINGBAI_KEYS'] !== undefined || existsSync(file)) return file;
  if (!isNew) throw new Problem('key-file-invalid', { file, detail: '文件不存在 / it is not there' });
  createKeys(file);
  return file;
}
