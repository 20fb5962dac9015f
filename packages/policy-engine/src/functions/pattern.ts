const FLAGS = /^[smixq]*$/;
const known = new Map<string, RegExp | undefined>();

/** A regular expression of XPath (`smixq`) as JavaScript's; undefined when it is none. */
export function patternOf(pattern: string, flags: string, all: boolean): RegExp | undefined {
  const key = `${all ? 'g' : ''}${flags}/${pattern}`;
  if (!known.has(key)) {
    // Patterns come from rules, of which there are few; those made of facts must not fill the memory.
    if (known.size > 1000) known.clear();
    known.set(key, translated(pattern, flags, all));
  }
  return known.get(key);
}

function translated(pattern: string, flags: string, all: boolean): RegExp | undefined {
  if (!FLAGS.test(flags)) return undefined;
  let source = flags.includes('q') ? pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`) : pattern;
  // XPath subtracts classes as `[a-z-[b]]`, JavaScript as `[[a-z]--[b]]`.
  source = source.replace(/\[([^[\]\\]+)-(\[[^[\]]+\])\]/g, '[[$1]--$2]');
  if (flags.includes('x')) source = source.replace(/\s+/g, '');
  source = source.replace(/\\i/g, String.raw`[_:\p{L}]`).replace(/\\c/g, String.raw`[-._:\p{L}\p{Nd}]`);
  const kept = flags.replace(/[xq]/g, '');
  for (const mode of ['v', 'u']) {
    try {
      return new RegExp(source, `${kept}${mode}${all ? 'g' : ''}`);
    } catch {
      // What the stricter reading of classes refuses, the older one may take.
    }
  }
  return undefined;
}

/** The replacement with `$1` and `$0` filled from a match; `\$` is a dollar. */
export function filled(replacement: string, groups: readonly (string | undefined)[]): string {
  return replacement.replace(/\\([\\$])|\$(\d+)/g, (_, escaped?: string, digits?: string) => {
    if (escaped !== undefined) return escaped;
    // `$12` is group 12 where there is one, else group 1 before a 2.
    const number = digits ?? '';
    for (let length = number.length; length > 0; length -= 1) {
      const group = Number(number.slice(0, length));
      if (group < groups.length) return (groups[group] ?? '') + number.slice(length);
    }
    return number.slice(1);
  });
}
