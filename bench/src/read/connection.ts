import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * One kept-open HTTP/1.1 connection that asks one thing at a time and counts what comes: as little work as can be,
 * because it shares the cores with what it measures.
 */
export class Connection {
  #socket: Socket | undefined;
  #parts: Buffer[] = [];
  #done: ((length: number) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  constructor(private readonly port: number) {}

  /** The length of the answer's body; throws when the status is not 200. */
  async get(path: string, cookie: string): Promise<number> {
    const socket = (this.#socket ??= await this.#open());
    const answered = new Promise<number>((done, fail) => {
      this.#done = done;
      this.#fail = fail;
    });
    socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`);
    return answered;
  }

  close(): void {
    this.#socket?.destroy();
  }

  async #open(): Promise<Socket> {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail?.(error));
    socket.on('close', () => this.#fail?.(new Error('the server closed the connection')));
    return socket;
  }

  #take(chunk: Buffer): void {
    this.#parts.push(chunk);
    const bytes = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts);
    this.#parts = [bytes];
    const headEnd = bytes.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = bytes.toString('latin1', 0, headEnd);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (!head.startsWith('HTTP/1.1 200') || Number.isNaN(length)) {
      this.#fail?.(new Error(`${head.slice(0, 200)} ${bytes.toString('utf8', headEnd + 4, headEnd + 300)}`));
      return;
    }
    if (bytes.length < headEnd + 4 + length) return;
    this.#parts = [];
    this.#done?.(length);
  }
}
