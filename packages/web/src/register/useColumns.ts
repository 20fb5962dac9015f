import { useState } from 'react';
import type { Column } from '../ui/DataTable.tsx';
import { inOrder, readChoice } from './chosenColumns.ts';

/** The columns of a list that are shown, and how to change them; remembered on this computer. */
export function useColumns<Row>(list: string, all: readonly Column<Row>[], standard: readonly string[]) {
  const known = all.map((column) => column.key);
  const place = `mingbai.columns.${list}`;
  const [chosen, setChosen] = useState(() => readChoice(localStorage.getItem(place), known, standard));
  const choose = (keys: readonly string[]) => {
    const next = keys.length === 0 ? [...standard] : inOrder(keys, known);
    localStorage.setItem(place, next.join(','));
    setChosen(next);
  };
  const shown = all.filter((column) => column.header === true || chosen.includes(column.key));
  return { shown, chosen, choose, standard };
}
