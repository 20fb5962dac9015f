import type { PaperModel } from '@mingbai/core';
import { songFace } from './font/face.ts';
import { TextSetter } from './layout/text.ts';

/** Characters of a paper that the face has not: they print as their number. */
export function missingCharacters(paper: PaperModel): string[] {
  const setter = new TextSetter(songFace());
  const look = (value: unknown): void => {
    if (typeof value === 'string') setter.set(value, 1);
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) look(each);
  };
  look(paper.parts);
  return [...setter.missing.keys()];
}
