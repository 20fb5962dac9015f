/** Digits and capitals of which none is taken for another. */
export const RECEIPT_SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const RECEIPT_RANDOM = 10;
/** The largest prime that two signs can say: no wrong sign and no two exchanged go unseen. */
const MODULUS = 1021;

/** The number on a receipt, `7KQ4-9MXT-A2PC`, from ten random signs: two more check them. */
export function receiptNumber(random: string): string {
  return grouped(random + checkOf(random));
}

/** What somebody typed, as it was given out; undefined: a sign is wrong. Case, blanks, dashes and width do not matter. */
export function readReceipt(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―.]/gu, '');
  const random = plain.slice(0, RECEIPT_RANDOM);
  if (plain.length !== RECEIPT_RANDOM + 2 || [...plain].some((sign) => !RECEIPT_SIGNS.includes(sign)))
    return undefined;
  return checkOf(random) === plain.slice(RECEIPT_RANDOM) ? grouped(plain) : undefined;
}

function checkOf(random: string): string {
  const sum = [...random].reduce((rest, sign) => (rest * 32 + RECEIPT_SIGNS.indexOf(sign)) % MODULUS, 0);
  return `${RECEIPT_SIGNS[sum >> 5] ?? ''}${RECEIPT_SIGNS[sum & 31] ?? ''}`;
}

function grouped(signs: string): string {
  return signs.replace(/(.{4})(?=.)/g, '$1-');
}
