/** The part of a file that is asked for: bytes `from` up to, not including, `to`. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * A Range header of one range (RFC 9110, 14.1.2). `all` without one, or when it is of a kind that may be passed
 * over (several ranges, another unit); `none` when nothing of the file lies in it.
 */
export function rangeOf(header: string | undefined, size: number): Part | 'all' | 'none' {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'all';
  if (first === '') {
    const from = Math.max(0, size - Number(last));
    return Number(last) === 0 || size === 0 ? 'none' : { from, to: size };
  }
  const from = Number(first);
  const to = last === '' ? size : Math.min(size, Number(last) + 1);
  if (last !== '' && Number(last) < from) return 'all';
  return from >= size ? 'none' : { from, to };
}
