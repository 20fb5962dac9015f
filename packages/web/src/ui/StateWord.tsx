import type { Tone } from '../register/labels.ts';
import './word.css';

/** A state as a word with its colour; the word alone is enough. */
export function StateWord({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return children === '' ? null : <span className={`word word-${tone}`}>{children}</span>;
}
