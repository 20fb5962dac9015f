import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
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
}

const BOX = 'input[data-finding]';

/** Chosen rows, and the keys: j and k walk, x chooses, a chooses all that is shown, letters decide. `list`: around the rows. */
export function useChosen(rows: readonly FindingRow[], list: RefObject<HTMLElement | null>): Chosen {
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
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const field = event.target as HTMLElement;
    const typing = field.matches('input:not([type=checkbox]), textarea, select, [role=combobox]');
    const elsewhere = field.closest('[role=dialog], [role=menu]') !== null;
    if (typing || elsewhere || event.ctrlKey || event.altKey || event.metaKey) return;
    const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>(BOX) ?? [])];
    const here = boxes.findIndex((box) => box.closest('tr')?.contains(field) === true);
    const box = boxes[here];
    const action = ACTION_KEYS[event.key];
    if (event.key === 'j') boxes[Math.min(here + 1, boxes.length - 1)]?.focus();
    else if (event.key === 'k') boxes[Math.max(here - 1, 0)]?.focus();
    else if (event.key === 'a') toggleShown();
    else if (event.key === 'x' && box !== undefined) toggle(box.dataset['finding'] ?? '');
    else if (event.key === 'Enter' && field === box) box.closest('tr')?.querySelector('a')?.click();
    else if (action !== undefined && ids.size > 0) ask(action);
    else return;
    event.preventDefault();
  });
  // On the page, not on the list: whoever has just come has the focus nowhere.
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return {
    ids,
    everything,
    asked,
    toggle,
    toggleShown,
    chooseEverything: () => setEverything(true),
    ask,
    clear: () => change(new Set()),
  };
}
