const MOBILE = /^1[3-9]\d{9}$/;
/** 010 and 02x take three digits, other areas four; then seven or eight digits, not starting with 0 or 1. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})-?([2-9]\d{6,7})$/;

/** `13812345678` or `0376-1234567`; undefined when neither. Takes cleaned text without spaces. */
export function readPhone(text: string): string | undefined {
  if (MOBILE.test(text)) return text;
  const bare = text.replace(/[-—–.]/g, '').replace(/^\(?(?:\+|00)?86\)?(?=1)/, '');
  if (MOBILE.test(bare)) return bare;
  const landline = LANDLINE.exec(bare.replace(/^\((0\d{2,3})\)/, '$1'));
  return landline === null ? undefined : `${landline[1]}-${landline[2]}`;
}
