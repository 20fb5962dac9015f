import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

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
