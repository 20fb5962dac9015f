/**
 * Whether what is typed may be somebody's number: identity, certificate, telephone. Addresses are kept by browsers
 * and proxies, so such a thing never stands in one; numbers of households are as long and are treated alike.
 */
export function isNumber(typed: string): boolean {
  return /\d{11}/.test(typed.normalize('NFKC').replace(/[\s\p{Pd}]+/gu, ''));
}
