/** Values of a statement in the making: `add` gives the place-holder. */
export class Params {
  readonly values: unknown[] = [];

  add(value: unknown, type = ''): string {
    this.values.push(value);
    return `$${this.values.length}${type === '' ? '' : `::${type}`}`;
  }
}
