import { Parser } from 'saxen';
import { readTemporal } from '../../value/temporal.ts';
import { Decimal } from '../../value/number.ts';
import type { Value } from '../../value/value.ts';

/** One case of the DMN Technology Compatibility Kit: inputs by name, and what the decision of that name gives. */
export interface TckCase {
  readonly id: string;
  readonly inputs: ReadonlyMap<string, Value>;
  readonly results: readonly { readonly name: string; readonly expected: Value; readonly error: boolean }[];
}

interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** Reads a test file of the kit. */
export function readTck(xml: string): readonly TckCase[] {
  return all(readXml(xml), 'testCase').map((each) => ({
    id: each.attributes['id'] ?? '',
    inputs: new Map(all(each, 'inputNode').map((node) => [node.attributes['name'] ?? '', valueOf(node)])),
    results: all(each, 'resultNode').map((node) => {
      const expected = all(node, 'expected')[0];
      return {
        name: node.attributes['name'] ?? '',
        expected: expected ? valueOf(expected) : null,
        error: node.attributes['errorResult'] === 'true',
      };
    }),
  }));
}

function all(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

function valueOf(node: XmlNode): Value {
  const list = all(node, 'list')[0];
  if (list) return all(list, 'item').map(valueOf);
  const components = all(node, 'component');
  if (components.length > 0) {
    return new Map(components.map((each) => [each.attributes['name'] ?? '', valueOf(each)]));
  }
  const value = all(node, 'value')[0];
  if (!value || value.attributes['xsi:nil'] === 'true') return null;
  const text = value.text;
  switch (value.attributes['xsi:type']?.replace(/^.*:/, '')) {
    case 'string':
      return text;
    case 'boolean':
      return text.trim() === 'true';
    case 'decimal':
    case 'double':
    case 'integer':
      return new Decimal(text.trim());
    default:
      return readTemporal(text.trim()) ?? text;
  }
}

function readXml(xml: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlNode[] = [root];
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) => {
    const decoded = Object.entries(attributes()).map(([key, value]) => [key, decode(value)] as const);
    const node: XmlNode = { name, attributes: Object.fromEntries(decoded), children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text, decode) => {
    const node = open.at(-1);
    if (node) node.text += decode(text);
  });
  parser.on('cdata', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.on('closeTag', () => open.pop());
  parser.parse(xml);
  const [document] = root.children;
  if (!document) throw new Error('No XML document');
  return document;
}
