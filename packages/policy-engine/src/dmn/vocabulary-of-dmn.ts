import dmn13 from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };

const child = (name: string): object => ({ name, type: 'ChildExpression', xml: { serialize: 'property' } });

const boxed = (name: string, ...properties: object[]): object => ({
  name,
  superClass: ['Expression'],
  properties,
});

const iterator = { name: 'iteratorVariable', isAttr: true, type: 'String' };

/** The library knows DMN 1.3; these are the boxed expressions that 1.4 added. */
const ADDED = [
  {
    name: 'ChildExpression',
    superClass: ['DMNElement'],
    properties: [{ name: 'value', type: 'Expression' }],
  },
  boxed('Conditional', child('if'), child('then'), child('else')),
  boxed('Filter', child('in'), child('match')),
  boxed('For', iterator, child('in'), child('return')),
  boxed('Every', iterator, child('in'), child('satisfies')),
  boxed('Some', iterator, child('in'), child('satisfies')),
];

/** What 1.5 lets a type say of its values as a whole, a collection's among them. */
const CONSTRAINT = { name: 'typeConstraint', type: 'UnaryTests', xml: { serialize: 'property' } };

const KNOWN = dmn13.types.map((type) =>
  type.name === 'ItemDefinition' ? { ...type, properties: [...type.properties, CONSTRAINT] } : type,
);

export const DMN = { ...dmn13, types: [...KNOWN, ...ADDED] };

const MODEL = /https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/MODEL\//g;
const DIAGRAM = /https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/DMNDI\//g;

const POINTER = /(\s(?:id|href|dmnElementRef)\s*=\s*)(["'])(.*?)\2/gs;

/** XML lets an id be written in any letters; the library knows those of ASCII. */
function inAscii(pointer: string): string {
  return pointer.replace(/[^\x20-\x7e]/gu, (letter) => `_x${letter.codePointAt(0)?.toString(16)}`);
}

/** The text with the names of DMN 1.2 to 1.5 said as those of 1.3, and ids as the library reads them. */
export function asKnown(xml: string): string {
  return xml
    .replace(POINTER, (_, name: string, quote: string, value: string) => {
      const at = value.lastIndexOf('#') + 1;
      return `${name}${quote}${value.slice(0, at)}${inAscii(value.slice(at))}${quote}`;
    })
    .replace(MODEL, 'https://www.omg.org/spec/DMN/20191111/MODEL/')
    .replace(DIAGRAM, 'https://www.omg.org/spec/DMN/20191111/DMNDI/');
}
