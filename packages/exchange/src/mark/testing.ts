import { type Fault, FAULT_RULES, type FaultRule } from '@mingbai/core';
import * as XLSX from '@e965/xlsx';
import { DEFAULT_LIMITS } from '../read/limits.ts';
import { ReadSession } from '../read/session.ts';
import { bufferSource } from '../read/source.ts';
import { readDirectory } from '../read/zip/directory.ts';
import { unpack } from '../read/zip/entry.ts';
import { type MarkedFile, type MarkJob, markWorkbook } from './workbook.ts';

/** A fault as the import would find it at that cell (`C7`, `7` for the row). */
export function faultAt(
  sheet: string,
  cell: string,
  rule: FaultRule = 'not-a-date',
  more: Partial<Fault> = {},
): Fault {
  const [, column = '', row = '0'] = /^([A-Z]*)(\d+)$/.exec(cell) ?? [];
  const { severity, zh, en } = FAULT_RULES[rule];
  const message = { zh, en };
  return {
    file: 'a.xlsx',
    sheet,
    row: Number(row),
    column,
    field: 'x',
    value: 'v',
    rule,
    severity,
    message,
    ...more,
  };
}

interface Marked extends MarkedFile {
  readonly bytes: Buffer;
}

/** Marks bytes in memory. */
export async function mark(
  bytes: Uint8Array,
  faults: MarkJob['faults'],
  more: Partial<MarkJob> = {},
): Promise<Marked> {
  const chunks: Uint8Array[] = [];
  const out = async (chunk: Uint8Array) => void chunks.push(Uint8Array.from(chunk));
  const file = await markWorkbook({ source: bufferSource(bytes), name: 'a.xlsx', faults, out, ...more });
  return { ...file, bytes: Buffer.concat(chunks) };
}

/** All parts of an archive, unpacked. */
export async function partsOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const source = bufferSource(bytes);
  const session = new ReadSession(DEFAULT_LIMITS, undefined);
  const parts = new Map<string, Buffer>();
  for (const entry of await readDirectory(source, 10_000)) {
    const chunks: Buffer[] = [];
    for await (const chunk of unpack(source, entry, session)) chunks.push(chunk);
    parts.set(entry.name, Buffer.concat(chunks));
  }
  return parts;
}

export async function partText(bytes: Uint8Array, name: string): Promise<string> {
  const part = (await partsOf(bytes)).get(name);
  if (!part) throw new Error(`No part ${name}`);
  return part.toString('utf8');
}

export function readBook(bytes: Uint8Array): XLSX.WorkBook {
  return XLSX.read(bytes, { cellStyles: true, cellNF: true, cellFormula: true, bookVBA: true });
}

/** Fill of a cell as a second library sees it: `error`, `warning`, or what else. */
export function fillOf(sheet: XLSX.WorkSheet | undefined, cell: string): string {
  const colour: unknown = sheet?.[cell]?.s?.fgColor?.rgb;
  if (colour === 'FFB3AD') return 'error';
  if (colour === 'FFE08A') return 'warning';
  if (colour === 'B9DCF5') return 'doubt';
  return typeof colour === 'string' ? colour : 'none';
}

export function commentOf(sheet: XLSX.WorkSheet | undefined, cell: string): string | undefined {
  const text: unknown = sheet?.[cell]?.c?.[0]?.t;
  return typeof text === 'string' ? text : undefined;
}
