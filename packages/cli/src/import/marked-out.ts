import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { cannotWrite, isOfFileSystem } from '../files.ts';
import { say } from '../output.ts';

/** Endings that a table may have come with; a name that ends otherwise is left to whoever gave it. */
const TABLE = /\.(csv|tsv|txt|xls|xml|html?|xlsx|xlsm|xltx|xltm|zip)$/i;

/**
 * Where marked files go: a file, or for several (or a folder that is there) a folder, made when it is not. Each is written
 * beside its place and takes its name when it is whole: never that of a file that was read, nor that of another marked one.
 * Throws `cannot-write`.
 */
export class MarkedOut {
  private readonly folder: string | undefined;
  private readonly read: ReadonlySet<string>;
  private readonly written = new Set<string>();

  constructor(
    private readonly out: string,
    private readonly files: readonly string[],
  ) {
    this.folder = files.length > 1 || isFolder(out) ? out : undefined;
    this.read = new Set(files.map(key));
    try {
      mkdirSync(this.folder ?? dirname(out), { recursive: true });
    } catch (error) {
      throw cannotWrite(this.folder ?? dirname(out), error);
    }
  }

  /** `write` ends what it is given, and answers a name with the ending of what it wrote: a marked CSV is a workbook. */
  async add(path: string, write: (to: Writable) => Promise<string>): Promise<void> {
    const draft = join(this.folder ?? dirname(this.out), `.${basename(path)}.${process.pid}.part`);
    try {
      const ending = extname(await written(draft, write));
      const place = this.placeOf(path, ending);
      renameSync(draft, place);
      this.written.add(key(place));
      say(`标注后的表格 · Marked workbook: ${place}`);
    } catch (error) {
      throw isOfFileSystem(error) ? cannotWrite(this.folder ?? this.out, error) : error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private placeOf(path: string, ending: string): string {
    const wanted = this.folder === undefined ? this.out : join(this.folder, basename(path));
    const stem = TABLE.test(wanted) ? wanted.slice(0, -extname(wanted).length) : wanted;
    const own = extname(wanted).toLowerCase() === ending.toLowerCase() || stem === wanted;
    // Another file of this run may be called as this one would be now.
    const names = own ? [wanted] : [`${stem}${ending}`, `${wanted}${ending}`];
    const others = new Set(
      own ? [] : this.files.map((file) => key(join(this.folder ?? dirname(this.out), basename(file)))),
    );
    for (const name of names) if (this.isFree(name) && !others.has(key(name))) return name;
    for (let number = 1; ; number += 1) {
      const name = `${stem}-检查结果${number === 1 ? '' : number}${ending}`;
      if (this.isFree(name) && !others.has(key(name))) return name;
    }
  }

  private isFree(name: string): boolean {
    return !this.read.has(key(name)) && !this.written.has(key(name)) && !isFolder(name);
  }
}

/** The stream is ended by what writes; when that fails before it has begun, the file is let go all the same. */
async function written(draft: string, write: (to: Writable) => Promise<string>): Promise<string> {
  const to = (await open(draft, 'w')).createWriteStream();
  try {
    const name = await write(to);
    await finished(to);
    return name;
  } finally {
    to.destroy();
  }
}

/** Two names of one file are the same where letters of either case are. */
function key(path: string): string {
  return resolve(path).toLowerCase();
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
