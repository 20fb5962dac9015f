import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Problem } from '@mingbai/core';

interface Words {
  readonly zh: string;
  readonly en: string;
}

const WHY: Readonly<Record<string, Words>> = {
  ENOENT: { zh: '文件不存在', en: 'no such file' },
  EEXIST: { zh: '那里已有一个同名文件，不是文件夹', en: 'a file of that name is there, and no folder' },
  ENOTDIR: { zh: '路径中有一段是文件，不是文件夹', en: 'a part of the path is a file, and no folder' },
  EISDIR: { zh: '那里是一个文件夹', en: 'a folder is there' },
  EACCES: { zh: '没有权限', en: 'no permission' },
  EPERM: { zh: '没有权限', en: 'no permission' },
  EROFS: { zh: '磁盘只读', en: 'the disk is read-only' },
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
};
const NO_FOLDER = { zh: '没有这个文件夹', en: 'there is no such folder' };

/** Files that were named to be read and are there; `invalid-input` for the first that is not. */
export function requireFiles(files: readonly string[]): void {
  for (const file of files)
    if (!existsSync(file)) throw cannotRead(file, Object.assign(new Error(), { code: 'ENOENT' }));
}

/** `invalid-input`: a file that was named and cannot be opened. `before`: the option that named it. */
export function cannotRead(file: string, error: unknown, before = ''): Problem {
  const why = whyOf(error);
  return new Problem('invalid-input', {
    detail: `${before === '' ? '' : `${before}: `}${file} (${why.en})`,
    detailZh: `${before === '' ? '' : `${before}：`}${file}（${why.zh}）`,
  });
}

/** `cannot-write`, in words for what the file system said, or in those given. */
export function cannotWrite(path: string, because: unknown): Problem {
  const why = isWords(because) ? because : isMissing(because) ? NO_FOLDER : whyOf(because);
  return new Problem('cannot-write', { path: resolve(path), detail: why.en, detailZh: why.zh });
}

export function isOfFileSystem(error: unknown): boolean {
  return /^(open|write|rename|mkdir)$/.test((error as NodeJS.ErrnoException).syscall ?? '');
}

function isWords(because: unknown): because is Words {
  return typeof because === 'object' && because !== null && 'zh' in because && 'en' in because;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function whyOf(error: unknown): Words {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return WHY[code] ?? { zh: message, en: message };
}
