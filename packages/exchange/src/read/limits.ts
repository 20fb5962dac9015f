/** What a reader will take before it refuses. Bytes unless the name says otherwise. */
export interface ReadLimits {
  /** Everything unpacked from one upload, nested files included. 1,000,000 rows × 40 columns of XLSX unpack to 1.5 GB. */
  readonly maxUnzippedBytes: number;
  /** Unpacked to packed size of one entry, once it has unpacked 8 MB. Sheets of real life stay under 60. */
  readonly maxRatio: number;
  readonly maxArchiveEntries: number;
  readonly maxSheets: number;
  /** Rows of one upload, all sheets together. */
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxCellChars: number;
  /** UTF-8 bytes of all shared strings of one workbook. */
  readonly maxSharedStringBytes: number;
  readonly maxStyles: number;
  /** Merged cells of one sheet. */
  readonly maxMerges: number;
  readonly maxXmlDepth: number;
  /** Old formats are held in memory whole, in a thread of their own: file size, heap, time to parse. */
  readonly maxOldFormatBytes: number;
  readonly oldFormatHeapMegabytes: number;
  readonly oldFormatSeconds: number;
}

const MB = 1024 * 1024;

export const DEFAULT_LIMITS: ReadLimits = {
  maxUnzippedBytes: 4096 * MB,
  maxRatio: 150,
  maxArchiveEntries: 10_000,
  maxSheets: 256,
  maxRows: 10_000_000,
  maxColumns: 1024,
  maxCellChars: 65_536,
  maxSharedStringBytes: 256 * MB,
  maxStyles: 65_536,
  maxMerges: 1_000_000,
  maxXmlDepth: 64,
  maxOldFormatBytes: 64 * MB,
  oldFormatHeapMegabytes: 768,
  oldFormatSeconds: 120,
};
