import { loadPapers, type PaperLibrary, readBundle } from '@mingbai/policy';

let loading: Promise<PaperLibrary> | undefined;

/** The papers that come with the house, read once for each process. */
export function paperLibrary(): Promise<PaperLibrary> {
  loading ??= readBundle().then(loadPapers);
  return loading;
}
