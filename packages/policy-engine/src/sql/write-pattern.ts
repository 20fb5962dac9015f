import type { SqlDialect } from './binding.ts';
import type { Pattern, Piece } from './pattern.ts';

/** Only letters, digits and escapes by number: nothing of it is read differently. */
export function writePattern({ ways }: Pattern, dialect: SqlDialect): string {
  const point = (code: number): string => {
    if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122))
      return String.fromCharCode(code);
    const hex = code.toString(16);
    if (dialect === 'duckdb') return `\\x{${hex}}`;
    return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
  };
  const write = (piece: Piece): string => {
    switch (piece.kind) {
      case 'start':
        return '^';
      case 'end':
        return '$';
      case 'group':
        return `(?:${piece.ways.map((way) => way.map(write).join('')).join('|')})`;
      case 'repeat': {
        const { least, most } = piece;
        const count =
          least === most
            ? `{${least}}`
            : most === undefined && least < 2
              ? least === 0
                ? '*'
                : '+'
              : `{${least},${most ?? ''}}`;
        return write(piece.of) + count;
      }
      case 'set': {
        const [only, ...others] = piece.ranges;
        if (only && others.length === 0 && !piece.negated && only[0] === only[1]) return point(only[0]);
        const inner = piece.ranges
          .map(([low, high]) => (low === high ? point(low) : `${point(low)}-${point(high)}`))
          .join('');
        return `[${piece.negated ? '^' : ''}${inner}]`;
      }
    }
  };
  return ways.map((way) => way.map(write).join('')).join('|');
}
