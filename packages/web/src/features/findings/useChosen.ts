import { useState, type KeyboardEvent } from 'react';
import type { FindingAction } from '@mingbai/core';
import type { FindingRow } from '@mingbai/core/api';
import { ACTION_KEYS } from './words.ts';

export interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** All of the filter, not only those that are shown. */
  readonly everything: boolean;
  /** What a key asked for; the bar above the list takes it up. */
  readonly asked: FindingAction | null;
  toggle(id: string): void;
  toggleShown(): void;
  chooseEverything(): void;
  ask(action: FindingAction | null): void;
  clear(): void;
  onKey(event: KeyboardEvent<HTMLElement>): void;
}

/** Chosen rows, and the keys: j and k walk, x chooses, a chooses all that is shown, letters decide. */
export function useChosen(rows: readonly FindingRow[]): Chosen {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const [asked, ask] = useState<FindingAction | null>(null);
  const change = (next: ReadonlySet<string>): void => {
    setEverything(false);
    setIds(next);
  };
  const toggle = (id: string): void => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    change(next);
  };
  const toggleShown = (): void =>
    change(ids.size < rows.length ? new Set(rows.map(({ id }) => id)) : new Set());
  const walk = ({ currentTarget, target }: KeyboardEvent<HTMLElement>, step: number): void => {
    const boxes = [...currentTarget.querySelectorAll<HTMLInputElement>('input[data-finding]')];
    const here = boxes.findIndex(
      (box) => box === target || box.closest('tr')?.contains(target as Node) === true,
    );
    boxes[Math.min(Math.max(here + step, 0), boxes.length - 1)]?.focus();
  };
  return {
    ids,
    everything,
    asked,
    toggle,
    toggleShown,
    chooseEverything: () => setEverything(true),
    ask,
    clear: () => change(new Set()),
    onKey: (event) => {
      const field = event.target as HTMLElement;
      const typing = field.matches('input:not([type=checkbox]), textarea, select, [role=combobox]');
      if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
      const action = ACTION_KEYS[event.key];
      if (event.key === 'j') walk(event, 1);
      else if (event.key === 'k') walk(event, -1);
      else if (event.key === 'a') toggleShown();
      else if (event.key === 'x' && field.dataset['finding'] !== undefined) toggle(field.dataset['finding']);
      else if (action !== undefined && ids.size > 0) ask(action);
      else return;
      event.preventDefault();
    },
  };
}
