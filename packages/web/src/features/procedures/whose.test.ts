import { expect, test } from 'vitest';
import { askedCases } from './whose.ts';

test('who can act begins with what waits for them, and keeps that under a further filter', () => {
  expect(askedCases({}, 'list', true)).toEqual({ mine: 'true' });
  expect(askedCases({ due: 'late' }, 'list', true)).toEqual({ mine: 'true', due: 'late' });
});

test('who only looks, the board, and whoever said whose, see what was asked', () => {
  expect(askedCases({}, 'list', false)).toEqual({});
  expect(askedCases({}, 'board', true)).toEqual({});
  expect(askedCases({ all: 'true' }, 'list', true)).toEqual({});
  expect(askedCases({ ended: 'true' }, 'list', true)).toEqual({ ended: 'true' });
  expect(askedCases({ list: '4' }, 'list', true)).toEqual({ list: '4' });
});
