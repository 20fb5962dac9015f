import { useId, type KeyboardEvent, type ReactNode } from 'react';
import './tabs.css';

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly content: () => ReactNode;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

/** Tabs that break into lines on a phone; arrow keys go from one to the next (ARIA's tab pattern). */
export function Tabs({ label, tabs, chosen, onChoose }: Props) {
  const id = useId();
  const here = Math.max(
    0,
    tabs.findIndex((tab) => tab.key === chosen),
  );
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? undefined : tabs[(here + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <div>
      <div role="tablist" aria-label={label} className="tabs">
        {tabs.map((tab, index) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={index === here}
            aria-controls={`${id}-panel`}
            tabIndex={index === here ? 0 : -1}
            onKeyDown={move}
            onClick={() => onChoose(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tabs[here]?.key ?? ''}`}>
        {tabs[here]?.content()}
      </div>
    </div>
  );
}
