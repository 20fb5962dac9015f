import { refusal } from './refusal.ts';
import { readBuffer, type ByteSource } from './source.ts';

export type FileKind = 'zip' | 'cfb' | 'biff' | 'spreadsheetml' | 'html' | 'text';

const SIGNATURES: readonly (readonly [kind: string, bytes: string])[] = [
  ['pdf', '%PDF'],
  ['rar', 'Rar!'],
  ['7z', '7z\xbc\xaf'],
  ['gzip', '\x1f\x8b'],
  ['xz', '\xfd7zXZ'],
  ['png', '\x89PNG'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['rtf', '{\\rtf'],
  ['parquet', 'PAR1'],
  ['sqlite', 'SQLite format 3'],
  ['exe', 'MZ\x90'],
  ['mhtml', 'MIME-Version:'],
];

/** What a file is by its content. The extension lies often: systems hand out HTML and CSV as .xls. */
export async function fileKind(source: ByteSource): Promise<FileKind> {
  if (source.size === 0) throw refusal('empty');
  const head = await readBuffer(source, 0, 4096);
  const latin = head.toString('latin1');
  if (/^PK(\x03\x04|\x05\x06|\x07\x08)/.test(latin)) return 'zip';
  if (latin.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'cfb';
  if (/^\x09[\0\x02\x04\x08]/.test(latin) && head.includes(0)) return 'biff';
  const foreign = SIGNATURES.find(([, bytes]) => latin.startsWith(bytes));
  if (foreign !== undefined) throw refusal('not-a-table', { kind: foreign[0] });
  return markupKind(latin.replaceAll('\0', '').replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, ''));
}

function markupKind(text: string): FileKind {
  const start = text.trimStart();
  if (!start.startsWith('<')) return 'text';
  if (
    start.includes('urn:schemas-microsoft-com:office:spreadsheet') &&
    /^<\?xml|^<([\w-]+:)?Workbook/.test(start)
  ) {
    // Web pages saved by Excel mention the same namespaces.
    if (!/<html/i.test(start)) return 'spreadsheetml';
  }
  if (/<(!doctype\s+html|html|head|meta|body|table|style|div|tr)\b/i.test(start)) return 'html';
  if (/<!(doctype|entity)/i.test(start)) throw refusal('xml-doctype');
  if (/^<\?xml|^<[\w:-]+[\s>]/.test(start)) throw refusal('not-a-table', { kind: 'xml' });
  return 'text';
}
