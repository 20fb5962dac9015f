import { constants, crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { Sink } from './sink.ts';

/**
 * Raw deflate into a sink. The compression of one chunk runs in the thread pool while the caller makes the
 * next one; never more than one chunk is under way, so memory stays flat.
 */
export class Deflater {
  size = 0;
  compressed = 0;
  crc = 0;
  private readonly stream: DeflateRaw;
  private readonly ready: Uint8Array[] = [];
  private underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly sink: Sink,
    level: number,
  ) {
    this.stream = createDeflateRaw({
      level,
      chunkSize: 64 * 1024,
      memLevel: 9,
      strategy: constants.Z_DEFAULT_STRATEGY,
    });
    this.stream.on('data', (chunk: Uint8Array) => this.ready.push(chunk));
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    this.size += chunk.length;
    this.crc = crc32(chunk, this.crc);
    await this.underWay;
    this.underWay = new Promise<void>((resolve, reject) => {
      this.stream.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
    this.underWay.catch(() => undefined);
    await this.handOn();
  }

  async end(): Promise<void> {
    await this.underWay;
    await new Promise<void>((resolve, reject) => {
      this.stream.once('end', resolve);
      this.stream.once('error', reject);
      this.stream.end();
    });
    await this.handOn();
  }

  close(): void {
    this.stream.destroy();
  }

  private async handOn(): Promise<void> {
    for (const chunk of this.ready.splice(0)) {
      this.compressed += chunk.length;
      await this.sink(chunk);
    }
  }
}
