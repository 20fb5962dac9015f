import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { cannotWrite, isOfFileSystem } from '../files.ts';
import { say } from '../output.ts';

/** Endings that a table may have come with; a name that ends otherwise is left to whoever gave it. */
const TABLE = /\.(csv|tsv|txt|xls|xml|html?|xlsx|xlsm|xltx|xltm|zip|ods|et)$/i;
/** Of these no marked file is made but as a workbook. */
const REBUILT = /\.(csv|tsv|txt|xls|xml|html?|ods)$/i;

/**
 * Where marked files go: a file, or for several (or a folder that is there) a folder. Each is written
 * beside its place and takes its name when it is whole: never that of a file that was read, nor that of another marked one.
 * The folder of several is made where its own folder is there. A longer way is made, and a file that holds something is
 * written over (somebody may have put right what it marks), only by `force`; what can be known of that is said before any
 * work. Throws `cannot-write`.
 */
export class MarkedOut {
  private readonly folder: string | undefined;
  private readonly read: ReadonlySet<string>;
  private readonly written = new Set<string>();

  constructor(
    private readonly out: string,
    private readonly files: readonly string[],
    private readonly force = false,
  ) {
    this.folder = files.length > 1 || isFolder(out) ? out : undefined;
    this.read = new Set(files.map(key));
    const at = this.folder ?? dirname(out);
    if (!isFolder(at)) this.make(at);
    const planned = new Set<string>();
    for (const file of files) {
      const place = this.placeOf(file, REBUILT.test(file) ? '.xlsx' : extname(file), planned);
      this.requireLeave(place);
      planned.add(key(place));
    }
  }

  private make(folder: string): void {
    if (!this.force && !existsSync(folder) && !(folder === this.folder && isFolder(dirname(folder))))
      throw cannotWrite(folder, NOT_MADE);
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw cannotWrite(folder, error);
    }
  }

  private requireLeave(place: string): void {
    if (!this.force && existsSync(place) && statSync(place).size > 0) throw cannotWrite(place, NOT_OVER);
  }

  /** `write` ends what it is given, and answers a name with the ending of what it wrote: a marked CSV is a workbook. */
  async add(path: string, write: (to: Writable) => Promise<string>): Promise<void> {
    const draft = join(this.folder ?? dirname(this.out), `.${basename(path)}.${process.pid}.part`);
    try {
      const ending = extname(await written(draft, write));
      const place = this.placeOf(path, ending, this.written);
      this.requireLeave(place);
      renameSync(draft, place);
      this.written.add(key(place));
      say(`标注后的表格 · Marked workbook: ${this.files.length > 1 ? `${path} → ` : ''}${place}`);
    } catch (error) {
      throw isOfFileSystem(error) ? cannotWrite(this.folder ?? this.out, error) : error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** `taken`: names that marked files of this run have. */
  private placeOf(path: string, ending: string, taken: ReadonlySet<string>): string {
    const wanted = this.folder === undefined ? this.out : join(this.folder, basename(path));
    const stem = TABLE.test(wanted) ? wanted.slice(0, -extname(wanted).length) : wanted;
    const own = extname(wanted).toLowerCase() === ending.toLowerCase() || stem === wanted;
    // Another file of this run may be called as this one would be now.
    const names = own ? [wanted] : [`${stem}${ending}`, `${wanted}${ending}`];
    const others = new Set(
      own ? [] : this.files.map((file) => key(join(this.folder ?? dirname(this.out), basename(file)))),
    );
    const isFree = (name: string) => !this.read.has(key(name)) && !taken.has(key(name)) && !isFolder(name);
    for (const name of names) if (isFree(name) && !others.has(key(name))) return name;
    for (let number = 1; ; number += 1) {
      const name = `${stem}-检查结果${number === 1 ? '' : number}${ending}`;
      if (isFree(name) && !others.has(key(name))) return name;
    }
  }
}

const NOT_MADE = {
  zh: '没有这个文件夹；加 --force 则新建',
  en: 'there is no such folder; --force makes it',
};
const NOT_OVER = {
  zh: '那里已有这个文件；加 --force 则覆盖',
  en: 'that file is there already; --force writes over it',
};

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
