import type { BlobStore, Database, PartialUploads, Vault } from '@mingbai/store';

/** What the keeping of evidence works with. */
export interface EvidenceHouse {
  readonly database: Database;
  readonly vault: Vault;
  readonly partial: PartialUploads;
  readonly blobs: BlobStore;
  /** A folder on this machine for what is half made; it exists. */
  readonly scratch: string;
  /** See `scan.ts`; undefined: nothing is scanned. */
  readonly scan: string | undefined;
  /** Told of what went wrong and keeps nothing from being kept. */
  readonly onError: (error: unknown) => void;
}
