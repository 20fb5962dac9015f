import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Clipped } from './Clipped.tsx';

const shown = (text: string) => renderToStaticMarkup(createElement(Clipped, { text }));

test('what is long is cut and can be read whole, but a masked number is never cut', () => {
  expect(shown('一二三四五六七八九十十一')).toMatch(/class="clip" title="一二三四五六七八九十十一"/);
  expect(shown('4115**********2345')).toBe('<span class="unclipped">4115**********2345</span>');
  expect(shown('李 4115**********2345')).not.toContain('"clip"');
});
