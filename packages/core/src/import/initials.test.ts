import { expect, test } from 'vitest';
import { beginsSpelt, initialsOf } from './initials.ts';

test.each([
  ['王小明', 'wxm'],
  ['单雄信', 'sxx'],
  ['欧阳修', 'oyx'],
  ['曾国藩', 'zgf'],
  ['仇英', 'qy'],
  ['阿依古丽·买买提', 'ayglmmt'],
  ['李 强', 'lq'],
  ['', ''],
])('%s → %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

test.each([
  ['吴家忠', 'wujiazhong', true],
  ['吴家忠', 'wujiazh', true],
  ['吴家忠', 'wujiazhongs', false],
  ['吴家中', 'wujiazhong', true],
  ['吴建中', 'wujiazhong', false],
  ['单雄信', 'shanxiongxin', true],
  ['欧阳修', 'ouyangxiu', true],
  ['尉迟恭', 'yuchigong', true],
  ['吕布', 'lvbu', true],
  ['吕布', 'lyubu', true],
  ['吕布', 'lubu', true],
  ['王重', 'wangchong', true],
  ['王重', 'wangzhong', true],
  ['阿依古丽·买买提', 'ayigulimaimaiti', true],
])('%s begins %s: %s', (name, typed, begins) => expect(beginsSpelt(name, typed)).toBe(begins));
