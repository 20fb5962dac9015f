import { pinyin } from 'pinyin-pro';

/** Surnames of two characters; everybody else's surname is the first one. */
const COMPOUND = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 ' +
    '公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 ' +
    '拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 ' +
    '西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 单于 哥舒 完颜 纳兰'
  ).split(' '),
);

const surnames = new Map<string, string>();
const letters = new Map<string, string>();

/**
 * Pinyin initials of a Chinese name, lower case: 单雄信 → sxx, 欧阳修 → oyx. Readings of surnames count for the
 * surname only. Letters and digits stay, everything else falls away. Each character is looked up once.
 */
export function initialsOf(name: string): string {
  const signs = [...name.replace(/[\s·•.]/g, '')];
  const head = COMPOUND.has(signs.slice(0, 2).join('')) ? signs.slice(0, 2).join('') : (signs[0] ?? '');
  let text = remembered(surnames, head, 'head');
  for (const sign of signs.slice([...head].length)) text += remembered(letters, sign, 'off');
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function remembered(known: Map<string, string>, text: string, surname: 'head' | 'off'): string {
  let initials = known.get(text);
  if (initials === undefined) {
    initials = pinyin(text, { pattern: 'first', toneType: 'none', surname, type: 'array' }).join('');
    known.set(text, initials);
  }
  return initials;
}

const readings = new Map<string, readonly string[]>();

/**
 * Whether pinyin typed in full, without blanks, is how this name begins: wujiazh, of 吴家忠. Any reading of a
 * character will do; ü is typed v, u or yu. `typed`: lower-case letters.
 */
export function beginsSpelt(name: string, typed: string): boolean {
  const signs = [...name.replace(/[\s·•.]/g, '')];
  let reached = new Set([0]);
  for (const [place, sign] of signs.entries()) {
    const next = new Set<number>();
    for (const at of reached)
      for (const reading of readingsOf(sign, place < 2 ? signs.slice(0, 2).join('') : '', place)) {
        if (reading.startsWith(typed.slice(at))) return true;
        if (typed.startsWith(reading, at)) next.add(at + reading.length);
      }
    reached = next;
  }
  return false;
}

/** `head`: the first two characters, for one of these, of which surnames have readings of their own. */
function readingsOf(sign: string, head: string, place: number): readonly string[] {
  const surname = COMPOUND.has(head) ? head : place === 0 ? sign : '';
  const key = surname === '' ? sign : `${surname}/${place}`;
  let known = readings.get(key);
  if (known === undefined) {
    const asSurname =
      surname === ''
        ? []
        : pinyin(surname, { toneType: 'none', v: true, surname: 'head', type: 'array' }).slice(
            place,
            place + 1,
          );
    const all = [...asSurname, ...pinyin(sign, { toneType: 'none', v: true, multiple: true, type: 'array' })];
    known = [...new Set(all.map((one) => one.toLowerCase()).flatMap(asTyped))];
    readings.set(key, known);
  }
  return known;
}

function asTyped(reading: string): string[] {
  return reading.includes('v') ? [reading, reading.replace('v', 'u'), reading.replace('v', 'yu')] : [reading];
}
