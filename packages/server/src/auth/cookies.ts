/** `Set-Cookie` lines as the `Cookie` line a browser would send next; expired ones are left out. */
export function cookieHeader(lines: readonly string[]): string {
  return lines
    .filter((line) => !/;\s*max-age=0\b/i.test(line))
    .map((line) => line.slice(0, line.indexOf(';') < 0 ? undefined : line.indexOf(';')))
    .join('; ');
}

/** The value of one cookie of a `Cookie` line, as it stands there. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
