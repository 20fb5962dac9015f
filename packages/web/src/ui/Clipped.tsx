/** Of `.clip`, in characters as wide as they are high. */
const ROOM = 10;

/** Of a masked number the digits that are left are what it is looked at for. */
const MASKED = /\*{2}/;

/** Text of any length in a cell of bounded width: cut with an ellipsis, whole under the pointer and when focused. */
export function Clipped({ text }: { readonly text: string }) {
  if (MASKED.test(text)) return <span className="unclipped">{text}</span>;
  return (
    <span className="clip" {...(widthOf(text) > ROOM ? { title: text, tabIndex: 0 } : {})}>
      {text}
    </span>
  );
}

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter > '\u2e7f' ? 1 : 0.55;
  return width;
}
