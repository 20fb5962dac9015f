/** Signs that come with a Chinese keyboard, and what FEEL writes for them. */
const SIGNS: Record<string, string> = {
  '“': '"',
  '”': '"',
  '‘': '"',
  '’': '"',
  '、': ',',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '×': '*',
  '÷': '/',
  '－': '-',
};

// Full-width brackets stand in real names; as signs they are only met where nothing else can be meant.
const OPERATOR = /[＜＞＝＋－＊／！，“”‘’、≥≤≠×÷]/;
const ANY_SIGN = /[\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff5e“”‘’、≥≤≠×÷]/g;

export function hasFullWidth(text: string): boolean {
  return OPERATOR.test(text);
}

/** The text with its signs as FEEL writes them. */
export function narrow(text: string): string {
  return text.replace(ANY_SIGN, (sign) => {
    return SIGNS[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
  });
}
