import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openFile, type RandomBytes } from '../vault/sealed-file.ts';

/** Where kept files lie, encrypted, each under a key: a disk, or a store that speaks S3. */
export interface BlobStore {
  /** In words, for whoever has to find a file. */
  readonly where: string;
  /** Takes the file over; it is complete under its key before this answers. Under the same key the last one counts. */
  put(key: string, from: string): Promise<void>;
  /** Undefined when there is nothing under the key. */
  open(key: string): Promise<RandomBytes | undefined>;
}

/** `ab/ab12….sealed`: a folder never holds more than a 256th of all. */
export function blobKey(sha256: string, part: 'content' | 'thumbnail'): string {
  return `${sha256.slice(0, 2)}/${sha256}${part === 'thumbnail' ? '.thumbnail' : ''}.sealed`;
}

export function diskBlobs(folder: string): BlobStore {
  return {
    where: folder,
    async put(key, from) {
      const to = join(folder, key);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await rename(from, to);
      // The name is on disk when the folder is.
      if (process.platform === 'win32') return;
      const directory = await open(dirname(to), 'r');
      await directory.sync().finally(() => directory.close());
    },
    async open(key) {
      try {
        return await openFile(join(folder, key));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}
