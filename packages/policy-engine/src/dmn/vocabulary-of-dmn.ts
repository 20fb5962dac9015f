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

export const DMN = { ...dmn13, types: [...dmn13.types, ...ADDED] };

const MODEL = /https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/MODEL\//g;
const DIAGRAM = /https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/DMNDI\//g;

/** The text with the names of DMN 1.2 to 1.5 said as those of 1.3, which the library reads. */
export function asKnown(xml: string): string {
  return xml
    .replace(MODEL, 'https://www.omg.org/spec/DMN/20191111/MODEL/')
    .replace(DIAGRAM, 'https://www.omg.org/spec/DMN/20191111/DMNDI/');
}
