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
