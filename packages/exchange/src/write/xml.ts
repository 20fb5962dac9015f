/** What must not stand in an element or attribute as it is: markup, controls, unpaired surrogates, U+FFFE/F. */
const SUSPECT = /[&<>"\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/;
const ESCAPED =
  /[&<>"]|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)/g;

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text of a cell: characters XML cannot hold become `_xHHHH_`, and a text that looks like such an escape has
 * its underscore escaped, as ST_Xstring says (ECMA-376 part 1, 22.9.2.19).
 */
export function cellText(text: string): string {
  return SUSPECT.test(text) ? text.replace(ESCAPED, escapeOne) : text;
}

function escapeOne(found: string): string {
  if (found.length === 2) return found;
  const named = NAMED[found];
  if (named !== undefined) return named;
  return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Attribute or plain element text; what XML cannot hold is replaced by U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"]/g, (found) => NAMED[found] ?? found)
    .replace(/[\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);
}

/** Element names of a fragment put under the namespace prefix (`x:` or nothing) of the part it goes into. */
export function prefixed(fragment: string, prefix: string): string {
  return prefix === '' ? fragment : fragment.replace(/<(\/?)(?=\w)/g, `<$1${prefix}`);
}
