import type { EvidenceKind } from '@mingbai/core';
import { getEvidence, type EvidenceRef, type EvidenceRow } from '@mingbai/core/api';
import { call } from '../../api/call.ts';
import { CallProblem } from '../../api/problem.ts';
import { forgetPending, pendingOf, rememberPending, type Pending } from './pending.ts';
import { send } from './send.ts';

/** One file on its way. `lost`: the line is away, and it goes on by itself; `failed`: somebody has to do something. */
export interface QueueItem {
  readonly pending: Pending;
  readonly state: 'waiting' | 'sending' | 'paused' | 'lost' | 'checking' | 'kept' | 'refused' | 'failed';
  /** 0 … 1. */
  readonly share: number;
  readonly problem?: CallProblem;
  /** Once the server has come to an end with it. */
  readonly row?: EvidenceRow;
}

export type NewUpload = Pick<Pending, 'slot' | 'user' | 'kind' | 'region' | 'subject' | 'keepsPlace'>;

const AT_ONCE = 2;
const LOOK_AGAIN = 700;
const LINE_AGAIN = 15_000;

/** All uploads of this page, whichever part of it began them: they go on while one walks through the console. */
class UploadQueue {
  #items: readonly QueueItem[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #stops = new Map<string, (forGood: boolean) => Promise<void>>();
  readonly #restored = new Set<string>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly items = (): readonly QueueItem[] => this.#items;

  add(files: readonly File[], upload: NewUpload): void {
    for (const file of files) {
      const pending = { ...upload, file, key: crypto.randomUUID(), url: null, paused: false };
      this.#items = [...this.#items, { pending, state: 'waiting', share: 0 }];
      void rememberPending(pending);
    }
    this.#changed();
    this.#next();
  }

  /** What the last page left unfinished; once an account and page. */
  async restore(user: string): Promise<void> {
    if (this.#restored.has(user)) return;
    this.#restored.add(user);
    const found = await pendingOf(user);
    const known = new Set(this.#items.map(({ pending }) => pending.key));
    this.#items = [
      ...found
        .filter(({ key }) => !known.has(key))
        .map((pending): QueueItem => ({ pending, state: pending.paused ? 'paused' : 'waiting', share: 0 })),
      ...this.#items,
    ];
    this.#changed();
    this.#next();
  }

  async pause(key: string): Promise<void> {
    await this.#stop(key, false);
    this.#set(key, { state: 'paused' }, { paused: true });
    this.#next();
  }

  resume(key: string): void {
    this.#set(key, { state: 'waiting' }, { paused: false });
    this.#next();
  }

  /** Takes it out: one that is not finished is given up, here and on the server. */
  async remove(key: string): Promise<void> {
    const item = this.#find(key);
    await this.#stop(key, true);
    // One that was stopped before has nobody to tell the server of it.
    if (item?.pending.url && ['paused', 'lost', 'failed', 'waiting'].includes(item.state))
      await fetch(item.pending.url, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } }).catch(
        () => undefined,
      );
    this.#items = this.#items.filter(({ pending }) => pending.key !== key);
    await forgetPending(key);
    this.#changed();
    this.#next();
  }

  #next(): void {
    const busy = this.#items.filter(({ state }) => state === 'sending').length;
    for (const { pending } of this.#items.filter(({ state }) => state === 'waiting').slice(0, AT_ONCE - busy))
      void this.#start(pending);
  }

  async #start(pending: Pending): Promise<void> {
    const { key } = pending;
    this.#set(key, { state: 'sending' });
    const stop = await send(pending, {
      onUrl: (url) => this.#set(key, {}, { url }),
      onProgress: (share) => this.#set(key, { share }),
      onSent: (id) => {
        this.#stops.delete(key);
        this.#set(key, { state: 'checking', share: 1 });
        this.#next();
        void this.#follow(key, id);
      },
      onError: (problem) => {
        this.#stops.delete(key);
        this.#fail(key, problem);
      },
      // The sender itself has to be fetched over the same line.
    }).catch(() => undefined);
    if (stop === undefined) return this.#fail(key, CallProblem.unreachable());
    // Paused or taken out while the sender was being loaded.
    if (this.#find(key)?.state === 'sending') this.#stops.set(key, stop);
    else if (this.#find(key) === undefined || this.#find(key)?.state === 'paused') await stop(false);
  }

  #fail(key: string, problem: CallProblem): void {
    if (problem.status === 0 || problem.status >= 500) {
      this.#set(key, { state: 'lost', problem });
      setTimeout(() => this.#again(key), LINE_AGAIN);
    } else if (problem.status === 404 || problem.status === 410) {
      // The server no longer knows it (a day has passed): from the beginning.
      const had = this.#find(key)?.pending.url !== null;
      this.#set(key, { state: had ? 'waiting' : 'failed', problem, share: 0 }, { url: null });
    } else this.#set(key, { state: 'failed', problem });
    this.#next();
  }

  /** The line is back, or might be. */
  readonly lineIsBack = (): void => {
    for (const { pending } of this.#items) this.#again(pending.key);
  };

  #again(key: string): void {
    if (this.#find(key)?.state === 'lost') this.resume(key);
  }

  /** Until it is kept or refused. */
  async #follow(key: string, id: string): Promise<void> {
    while (this.#find(key)?.state === 'checking') {
      const row = await call(getEvidence, { params: { id } }).catch((error: unknown) => error as CallProblem);
      if (row instanceof CallProblem) {
        if (row.status !== 0 && row.status < 500) return this.#set(key, { state: 'failed', problem: row });
      } else if (row.state === 'kept' || row.state === 'refused') {
        await forgetPending(key);
        return this.#set(key, { state: row.state, row });
      }
      await new Promise((later) => setTimeout(later, LOOK_AGAIN));
    }
  }

  async #stop(key: string, forGood: boolean): Promise<void> {
    const stop = this.#stops.get(key);
    this.#stops.delete(key);
    await stop?.(forGood);
  }

  #find(key: string): QueueItem | undefined {
    return this.#items.find(({ pending }) => pending.key === key);
  }

  #set(key: string, change: Partial<QueueItem>, kept: Partial<Pending> = {}): void {
    this.#items = this.#items.map((item) => {
      if (item.pending.key !== key) return item;
      const pending = { ...item.pending, ...kept };
      if (Object.keys(kept).length > 0) void rememberPending(pending);
      return { ...item, ...change, pending };
    });
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const uploads = new UploadQueue();
globalThis.addEventListener('online', uploads.lineIsBack);

export function refOf(row: EvidenceRow): EvidenceRef {
  return { id: row.id, kind: row.kind, name: row.name };
}

export function slotOf(subject: string | undefined, region: string, kinds: readonly EvidenceKind[]): string {
  return `${subject ?? region}/${kinds.join('+')}`;
}
