import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { extraField } from './extra.ts';
import { refusal } from '../refusal.ts';

/**
 * The name of an entry. Without the UTF-8 flag the standard says code page 437, but what Chinese Windows
 * writes is GBK, and macOS writes UTF-8 without saying so.
 */
export function entryName(raw: Buffer, utf8Flag: boolean, extra: Buffer): string {
  if (utf8Flag) return raw.toString('utf8');
  const unicode = extraField(extra, 0x7075);
  if (unicode !== undefined && unicode.length > 5) return unicode.toString('utf8', 5);
  return isUtf8(raw) ? raw.toString('utf8') : new TextDecoder('gb18030').decode(raw);
}

/** Refuses names that would leave the folder they are unpacked to, though nothing here is ever unpacked to disk. */
export function checkPath(name: string): void {
  const parts = name.split(/[\\/]/);
  const absolute = /^([\\/]|[A-Za-z]:)/.test(name);
  // A name is shown to people and written to logs.
  const control = [...name].some((char) => char < ' ' || char === '\u007f');
  if (absolute || control || name.includes('\\') || parts.includes('..')) {
    throw refusal('zip-path', { name: name.slice(0, 200) });
  }
}

/** Folders and what operating systems and office programs leave lying beside the files. */
export function isLitter(name: string): boolean {
  const base = name.split('/').at(-1) ?? '';
  return (
    base === '' ||
    name.startsWith('__MACOSX/') ||
    base.startsWith('._') ||
    base.startsWith('~$') ||
    /^(\.ds_store|thumbs\.db|desktop\.ini)$/i.test(base)
  );
}
