import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedFiles, SealedSource } from '../vault/sealed-file.ts';

/** Bytes that are at most lost when the server is killed in the middle of an upload, and that one upload holds. */
const PART = 4 * 1024 * 1024;
const NAME = /^(\d{15})-(\d+)\.sealed$/;

interface Part {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Uploads under way: a folder each, in it what has come so far as sealed files, named by offset and length. Each
 * is complete when it has its name, so what a folder says is true after any end of the server.
 */
export class PartialUploads {
  constructor(
    private readonly folder: string,
    private readonly files: SealedFiles,
  ) {}

  /**
   * Appends from `offset`, which must be `sizeOf` the upload, and answers the new size. What came before an error
   * of the stream is kept, and the error thrown.
   */
  async append(id: string, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<number> {
    const folder = this.#folderOf(id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    let size = offset;
    let held: Uint8Array[] = [];
    let holds = 0;
    const put = async (): Promise<void> => {
      if (holds === 0) return;
      const name = `${String(size).padStart(15, '0')}-${holds}.sealed`;
      size += await this.files.encrypt(each(held), join(folder, name));
      held = [];
      holds = 0;
    };
    try {
      for await (const chunk of bytes) {
        held.push(chunk);
        holds += chunk.length;
        if (holds >= PART) await put();
      }
    } finally {
      await put();
    }
    return size;
  }

  async sizeOf(id: string): Promise<number> {
    const last = (await this.#partsOf(id)).at(-1);
    return last === undefined ? 0 : last.offset + last.length;
  }

  /** When something came last; undefined when nothing did. */
  async touchedAt(id: string): Promise<Date | undefined> {
    return (await stat(this.#folderOf(id)).catch(() => undefined))?.mtime;
  }

  /** All that has come, as one; each part is opened when it is reached. */
  async open(id: string): Promise<SealedSource> {
    const parts = await this.#partsOf(id);
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    let current: { readonly part: Part; readonly source: SealedSource } | undefined;
    const sourceOf = async (part: Part): Promise<SealedSource> => {
      if (current?.part !== part) {
        await current?.source.close();
        current = { part, source: await this.files.open(join(this.#folderOf(id), part.name)) };
      }
      return current.source;
    };
    return {
      size,
      async read(offset, length) {
        const end = Math.min(size, offset + length);
        const pieces: Uint8Array[] = [];
        for (const part of parts) {
          const from = Math.max(offset, part.offset);
          const to = Math.min(end, part.offset + part.length);
          if (from < to) pieces.push(await (await sourceOf(part)).read(from - part.offset, to - from));
        }
        return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
      },
      close: async () => void (await current?.source.close()),
    };
  }

  remove(id: string): Promise<void> {
    return rm(this.#folderOf(id), { recursive: true, force: true });
  }

  /** Ids of all that lie here. */
  async list(): Promise<string[]> {
    return (await readdir(this.folder).catch(() => [])).filter((name) => /^\d+$/.test(name));
  }

  /** The parts in their order without a gap; of two from the same offset the longer one counts. */
  async #partsOf(id: string): Promise<Part[]> {
    const names = await readdir(this.#folderOf(id)).catch(() => []);
    const parts = names
      .flatMap((name): Part[] => {
        const [, offset, length] = NAME.exec(name) ?? [];
        return offset === undefined ? [] : [{ name, offset: Number(offset), length: Number(length) }];
      })
      .sort((a, b) => a.offset - b.offset || b.length - a.length);
    const row: Part[] = [];
    let end = 0;
    for (const part of parts) {
      if (part.offset !== end) continue;
      row.push(part);
      end += part.length;
    }
    return row;
  }

  #folderOf(id: string): string {
    if (!/^\d+$/.test(id)) throw new RangeError(`no upload: ${id}`);
    return join(this.folder, id);
  }
}

async function* each(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
