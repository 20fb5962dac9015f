import { describe, expect, it } from 'vitest';
import { addressOf, fileNameOf } from './call.ts';
import { problemOf } from './problem.ts';

describe('calling the contract', () => {
  it('fills parameters and leaves out empty filters', () => {
    expect(addressOf('/users/:id/grants/:grant', { params: { id: 'a/b', grant: '7' } })).toBe(
      '/api/users/a%2Fb/grants/7',
    );
    expect(addressOf('/households', { query: { q: '张', region: undefined, offset: 0, size: '' } })).toBe(
      '/api/households?q=%E5%BC%A0&offset=0',
    );
  });

  it('reads Chinese file names', () => {
    expect(fileNameOf(`attachment; filename="x.xlsx"; filename*=UTF-8''%E6%88%B7.xlsx`)).toBe('户.xlsx');
    expect(fileNameOf(null)).toBe('mingbai');
  });

  it('keeps what the server said, and says the status when it said nothing', () => {
    const said = problemOf(
      JSON.stringify({
        code: 'conflict',
        message: { zh: '一', en: 'a' },
        fix: { zh: '二', en: 'b' },
        details: {},
      }),
      409,
    );
    expect(said.reply.code).toBe('conflict');
    expect(problemOf('<html>502</html>', 502).reply.message.en).toContain('502');
  });
});
