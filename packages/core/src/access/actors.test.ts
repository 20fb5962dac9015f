import { expect, test } from 'vitest';
import { actorWords } from './actors.ts';

test.each([
  ['system:rules', '系统：规则检查', 'System: checking of rules'],
  ['system:procedures', '系统：期限检查', 'System: checking of deadlines'],
  ['system:later', '系统：later', 'System: later'],
  ['shell:chen:x', '命令行（chen:x）', 'Shell (chen:x)'],
  ['public', '群众', 'The public'],
  ['setup', '首次设置', 'First set-up'],
])('%s goes by words in both languages', (actor, zh, en) => {
  expect(actorWords(actor)).toEqual({ zh, en });
});

test('an account, and the name of a person, have no other words', () => {
  for (const actor of ['clerk', '陈业务', 'shell', 'system', '9b1c:2', '', 'constructor'])
    expect([actor, actorWords(actor)]).toEqual([actor, undefined]);
});
