import { useEffect, useEffectEvent, useState, type RefObject } from 'react';

export interface Chosen<Action extends string> {
  readonly ids: ReadonlySet<string>;
  /** All of the filter, not only those that are shown. */
  readonly everything: boolean;
  /** What a key or a button asked for; the bar above the list takes it up. */
  readonly asked: Action | null;
  toggle(id: string): void;
  toggleShown(): void;
  chooseEverything(): void;
  ask(action: Action | null): void;
  clear(): void;
}

const BOX = 'input[data-row]';

/**
 * Chosen rows, and the keys: j and k walk, x chooses, a chooses all that is shown, the letters of `keys` decide. Boxes
 * bear `data-row` with the row's id; `list`: around the rows.
 */
export function useChosen<Action extends string>(
  rows: readonly { readonly id: string }[],
  list: RefObject<HTMLElement | null>,
  keys: Readonly<Partial<Record<string, Action>>> = {},
): Chosen<Action> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const [asked, ask] = useState<Action | null>(null);
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
    const action = keys[event.key];
    if (event.key === 'j') boxes[Math.min(here + 1, boxes.length - 1)]?.focus();
    else if (event.key === 'k') boxes[Math.max(here - 1, 0)]?.focus();
    else if (event.key === 'a') toggleShown();
    else if (event.key === 'x' && box !== undefined) toggle(box.dataset['row'] ?? '');
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
