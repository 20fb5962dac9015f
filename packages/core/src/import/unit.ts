import type { Unit } from '../dictionary/field.ts';

/** A word that may follow a number, and by how many places it moves the point into the field's unit. */
type Word = readonly [text: string, shift: number];

const WORDS: Readonly<Record<Unit, readonly Word[]>> = {
  元: [
    ['万元', 4],
    ['千元', 3],
    ['百元', 2],
    ['元整', 0],
    ['元', 0],
    ['块钱', 0],
    ['块', 0],
    ['万', 4],
    ['RMB', 0],
  ],
  亩: [
    ['万亩', 4],
    ['亩', 0],
  ],
  平方米: [
    ['平方米', 0],
    ['平米', 0],
    ['㎡', 0],
    ['m²', 0],
    ['m2', 0],
    ['平', 0],
  ],
  公里: [
    ['公里', 0],
    ['千米', 0],
    ['km', 0],
    ['KM', 0],
    ['米', -3],
  ],
  月: [
    ['个月', 0],
    ['月', 0],
  ],
  人: [
    ['口人', 0],
    ['人', 0],
    ['口', 0],
    ['名', 0],
  ],
  户: [['户', 0]],
  个: [['个', 0]],
  岁: [
    ['周岁', 0],
    ['岁', 0],
  ],
};

/** Takes the unit off `1234.5元`; only words of the field's own unit, so 3平方米 is never 3 亩. */
export function takeUnit(text: string, unit: Unit | undefined): { rest: string; shift: number } | undefined {
  if (unit === undefined) return undefined;
  const word = WORDS[unit].find(([ending]) => text.endsWith(ending));
  const bare = unit === '元' ? text.replace(/^[¥￥]/, '') : text;
  if (word === undefined) return bare === text ? undefined : { rest: bare, shift: 0 };
  return { rest: bare.slice(0, -word[0].length).trim(), shift: word[1] };
}

/** How a unit in a header, `家庭收入（万元）`, moves the point; 0 when it says nothing else. */
export function headerShift(inBrackets: string, unit: Unit | undefined): number {
  if (unit === undefined) return 0;
  return WORDS[unit].find(([text]) => text === inBrackets)?.[1] ?? 0;
}
