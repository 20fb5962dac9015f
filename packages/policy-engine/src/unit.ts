/** How often each plain unit stands above (positive) or below (negative) the stroke. */
type Powers = Map<string, number>;

/** `元/亩` and `元·年/亩` read as powers of their parts. */
function powersOf(unit: string, sign: 1 | -1, powers: Powers = new Map()): Powers {
  const [above = '', ...below] = unit.split('/');
  for (const part of above.split('·')) add(powers, part, sign);
  for (const parts of below) for (const part of parts.split('·')) add(powers, part, sign === 1 ? -1 : 1);
  return powers;
}

function add(powers: Powers, part: string, by: number): void {
  const name = part.trim();
  if (name === '' || name === '1') return;
  const power = (powers.get(name) ?? 0) + by;
  if (power === 0) powers.delete(name);
  else powers.set(name, power);
}

function write(powers: Powers): string | undefined {
  const side = (sign: 1 | -1) =>
    [...powers]
      .flatMap(([name, power]) => new Array<string>(Math.max(0, power * sign)).fill(name))
      .toSorted()
      .join('·');
  const above = side(1);
  const below = side(-1);
  if (below) return `${above || '1'}/${below}`;
  return above || undefined;
}

/** The unit of a product or quotient; undefined when it has none, or when either side's is not known. */
export function unitOf(
  operator: '*' | '/',
  left: string | undefined,
  right: string | undefined,
): string | undefined {
  const powers = powersOf(left ?? '', 1);
  return write(powersOf(right ?? '', operator === '*' ? 1 : -1, powers));
}

/** Whether two units go together; none goes with any. */
export function sameUnit(left: string | undefined, right: string | undefined): boolean {
  return (
    left === undefined ||
    right === undefined ||
    left === right ||
    write(powersOf(left, 1)) === write(powersOf(right, 1))
  );
}
