import type { Aggregation, Box, FunctionBox, HitPolicy, TableBox } from './box.ts';
import { isElement, many, one, said, text, type XmlElement } from './element.ts';
import type { Variable } from './variable.ts';

export function readVariable(element: XmlElement | undefined, name = ''): Variable {
  return said({ name: text(element, 'name') ?? name, type: text(element, 'typeRef') });
}

/** The boxed expression an element holds; undefined for an empty one. */
export function readBox(element: XmlElement | undefined): Box | undefined {
  if (!element) return undefined;
  const base = said({ id: text(element, 'id'), type: text(element, 'typeRef') });
  switch (element.$type) {
    case 'dmn:LiteralExpression': {
      const written = text(element, 'text');
      return written === undefined ? undefined : { ...base, kind: 'literal', text: written };
    }
    case 'dmn:DecisionTable':
      return { ...base, ...readTable(element) };
    case 'dmn:Context':
      return {
        ...base,
        kind: 'context',
        entries: many(element, 'contextEntry').map((entry) => {
          const variable = one(entry, 'variable');
          return {
            ...(variable && { variable: readVariable(variable) }),
            value: boxOrNull(one(entry, 'value')),
          };
        }),
      };
    case 'dmn:Invocation':
      return {
        ...base,
        kind: 'invocation',
        function: boxOrNull(one(element, 'calledFunction')),
        bindings: many(element, 'binding').map((binding) =>
          said({
            parameter: text(one(binding, 'parameter'), 'name') ?? '',
            value: readBox(one(binding, 'bindingFormula')),
          }),
        ),
      };
    case 'dmn:List':
      return { ...base, kind: 'list', items: many(element, 'elements').map(boxOrNull) };
    case 'dmn:Relation':
      return {
        ...base,
        kind: 'relation',
        columns: many(element, 'column').map((column) => readVariable(column)),
        rows: many(element, 'row').map((row) => many(row, 'elements').map(boxOrNull)),
      };
    case 'dmn:FunctionDefinition':
      return readFunction(element);
    case 'dmn:Conditional':
      return {
        ...base,
        kind: 'conditional',
        condition: inner(element, 'if'),
        whenTrue: inner(element, 'then'),
        otherwise: inner(element, 'else'),
      };
    case 'dmn:Filter':
      return { ...base, kind: 'filter', list: inner(element, 'in'), match: inner(element, 'match') };
    case 'dmn:For':
      return { ...base, ...readIterator(element, 'for', 'return') };
    case 'dmn:Some':
      return { ...base, ...readIterator(element, 'some', 'satisfies') };
    case 'dmn:Every':
      return { ...base, ...readIterator(element, 'every', 'satisfies') };
    default:
      return undefined;
  }
}

export function readFunction(element: XmlElement): FunctionBox {
  const kind = text(element, 'kind');
  return said({
    kind: 'function' as const,
    id: text(element, 'id'),
    type: text(element, 'typeRef'),
    parameters: many(element, 'formalParameter').map((parameter) => readVariable(parameter)),
    body: readBox(one(element, 'body')),
    external: kind !== undefined && kind !== 'FEEL',
  });
}

const NULL_BOX: Box = { kind: 'literal', text: 'null' };

function boxOrNull(element: XmlElement | undefined): Box {
  return readBox(element) ?? NULL_BOX;
}

/** DMN 1.4 wraps the parts of an iteration or a condition in an element each. */
function inner(element: XmlElement, name: string): Box {
  const part = element.get(name);
  return isElement(part) ? boxOrNull(one(part, 'value')) : NULL_BOX;
}

function readIterator(element: XmlElement, kind: 'for' | 'some' | 'every', body: string): Box {
  return {
    kind,
    name: text(element, 'iteratorVariable') ?? 'item',
    list: inner(element, 'in'),
    body: inner(element, body),
  };
}

function readTable(element: XmlElement): TableBox {
  return said({
    kind: 'table' as const,
    hitPolicy: (text(element, 'hitPolicy') ?? 'UNIQUE') as HitPolicy,
    aggregation: text(element, 'aggregation') as Aggregation | undefined,
    inputs: many(element, 'input').map((input) => {
      const expression = one(input, 'inputExpression');
      return said({
        id: text(input, 'id'),
        label: text(input, 'label'),
        text: text(expression, 'text') ?? text(input, 'label') ?? 'null',
        type: text(expression, 'typeRef'),
        values: text(one(input, 'inputValues'), 'text'),
      });
    }),
    outputs: many(element, 'output').map((output) =>
      said({
        id: text(output, 'id'),
        name: text(output, 'name'),
        label: text(output, 'label'),
        type: text(output, 'typeRef'),
        values: text(one(output, 'outputValues'), 'text'),
        otherwise: text(one(output, 'defaultOutputEntry'), 'text'),
      }),
    ),
    annotations: many(element, 'annotation').map((annotation) => text(annotation, 'name') ?? ''),
    rules: many(element, 'rule').map((rule) =>
      said({
        id: text(rule, 'id'),
        inputs: many(rule, 'inputEntry').map((entry) => text(entry, 'text') ?? '-'),
        outputs: many(rule, 'outputEntry').map((entry) => text(entry, 'text') ?? 'null'),
        annotations: many(rule, 'annotationEntry').map((entry) => text(entry, 'text') ?? ''),
        description: text(rule, 'description'),
      }),
    ),
  });
}
