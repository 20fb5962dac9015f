/**
 * In a sentence: `{{n}} {{n, word(one: row; more: rows)}}`. Numbers come as they are shown, grouped and all, and a
 * sentence may have several, so the word is chosen here and not by a sentence for each. English has one form for 1.
 */
export function wordForm(
  value: unknown,
  _language: string | undefined,
  forms: Record<string, unknown>,
): string {
  return String(String(value) === '1' ? forms['one'] : forms['more']);
}
