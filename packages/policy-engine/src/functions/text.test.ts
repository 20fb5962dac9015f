import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['substring("foobar",3)', '"obar"'],
  ['substring("foobar",-2,1)', '"a"'],
  ['substring("𠮷野家",2)', '"野家"'],
  ['string length("𠮷a")', '2'],
  ['replace("abracadabra","bra","*")', '"a*cada*"'],
  ['replace("abcd","(ab)|(a)","[1=$1][2=$2]")', '"[1=ab][2=]cd"'],
  ['matches("foobar","^fo*b")', 'true'],
  ['split("a;b;;c",";")', '["a", "b", "", "c"]'],
  ['string join(["a",null,"b"],",")', '"a,b"'],
  ['upper case("aé")', '"AÉ"'],
  ['contains("foobar","of")', 'false'],
  ['substring before("foobar","bar")', '"foo"'],
  ['extract("a1b22","[0-9]+")', '["1", "22"]'],
  ['string length("")', '0'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
