import { ValueText } from './ValueText.tsx';

/** An outcome of a trial, which is a text whatever it was. */
export function Outcome({ text }: { readonly text: string | null }) {
  return <ValueText value={text === 'true' ? true : text === 'false' ? false : text} />;
}
