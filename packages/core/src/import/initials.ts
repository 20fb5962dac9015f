import { pinyin } from 'pinyin-pro';

const heads = new Map<string, string>();
const letters = new Map<string, string>();

/**
 * Pinyin initials of a Chinese name, lower case: 单雄信 → sxx, 欧阳修 → oyx. Readings of surnames count for the
 * first characters only. Letters and digits stay, everything else falls away.
 */
export function initialsOf(name: string): string {
  const signs = [...name.replace(/[\s·•.]/g, '')];
  // A surname has one character or two; both are known by the first two.
  const head = signs.slice(0, 2).join('');
  let text = heads.get(head);
  if (text === undefined) {
    text = pinyin(head, { pattern: 'first', toneType: 'none', surname: 'head', type: 'array' }).join('');
    heads.set(head, text);
  }
  for (const sign of signs.slice(2)) text += initialOf(sign);
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function initialOf(sign: string): string {
  let letter = letters.get(sign);
  if (letter === undefined) {
    letter = pinyin(sign, { pattern: 'first', toneType: 'none' });
    letters.set(sign, letter);
  }
  return letter;
}
