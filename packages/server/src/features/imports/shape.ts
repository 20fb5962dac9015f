import { formOf, findField, type FormId, type TypedRow, type Value } from '@mingbai/core';
import { YEAR } from '@mingbai/store';

/** How the values of a form's row become the values of a staged row. */
export interface RowShape {
  /** Dictionary keys and `echo.year`, each once. */
  readonly keys: readonly string[];
  /** Position of 年度 in the form's row; -1 without. */
  readonly year: number;
  /** What `values` are of, in their order: `keys`, and what else stands in the row. */
  readonly order: readonly string[];
  readonly values: (row: TypedRow) => readonly Value[];
}

const shapes = new Map<FormId, RowShape>();

export function shapeOf(form: FormId): RowShape {
  let shape = shapes.get(form);
  if (shape === undefined) shapes.set(form, (shape = makeShape(form)));
  return shape;
}

function makeShape(form: FormId): RowShape {
  const positions = new Map<string, number[]>();
  formOf(form).columns.forEach(({ to }, position) => {
    if (to !== YEAR && findField(to) === undefined) return;
    positions.set(to, [...(positions.get(to) ?? []), position]);
  });
  const keys = [...positions.keys()];
  const places = [...positions.values()];
  const year = positions.get(YEAR)?.[0] ?? -1;
  // Where each column has a field of its own, the row is taken as it is.
  if (places.every((at) => at.length === 1))
    return { keys, year, order: formOf(form).columns.map(({ to }) => to), values: (row) => row.values };
  return {
    keys,
    year,
    order: keys,
    values: (row) =>
      places.map((at) =>
        at.length === 1
          ? (row.values[at[0] ?? 0] ?? null)
          : together(at.map((one) => row.values[one] ?? null)),
      ),
  };
}

/** 风险1 … 风险5: several columns of one field of codes add up; of any other field the first that says something. */
function together(values: readonly Value[]): Value {
  const said = values.filter((value) => value !== null);
  if (said.length === 0) return null;
  if (!said.some((value) => Array.isArray(value))) return said[0] ?? null;
  return [
    ...new Set(said.flatMap((value) => (Array.isArray(value) ? (value as string[]) : [String(value)]))),
  ];
}
