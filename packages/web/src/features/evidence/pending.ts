import type { EvidenceKind } from '@mingbai/core';

/** An upload as it is kept over reloads of the page, with its bytes. */
export interface Pending {
  readonly key: string;
  /** Which part of which page asked for it: it goes on there. */
  readonly slot: string;
  /** Whose: on a shared computer another account neither sees nor sends it. */
  readonly user: string;
  readonly file: File;
  readonly kind: EvidenceKind;
  readonly region: string;
  readonly subject: string | null;
  readonly keepsPlace: boolean;
  /** Where the server takes it, once it has said so. */
  readonly url: string | null;
  readonly paused: boolean;
}

const NAME = 'mingbai-evidence';
const STORE = 'uploads';

/**
 * In the browser's own database, because a photo that a phone's browser took lies nowhere else. A browser that has
 * none (or no room) sends all the same, and forgets the file with the page.
 */
export async function rememberPending(pending: Pending): Promise<void> {
  await within('readwrite', (store) => store.put(pending)).catch(() => undefined);
}

export async function forgetPending(key: string): Promise<void> {
  await within('readwrite', (store) => store.delete(key)).catch(() => undefined);
}

export async function pendingOf(user: string): Promise<Pending[]> {
  const all = await within<Pending[]>('readonly', (store) => store.getAll()).catch(() => []);
  return all.filter((one) => one.user === user);
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await open();
  try {
    return await done<T>(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
  return done(request);
}

function done<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}
