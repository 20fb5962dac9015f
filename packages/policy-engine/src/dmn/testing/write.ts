/** Pieces of DMN for tests, as short as they can be written. */
export const VERSIONS = {
  '1.2': 'http://www.omg.org/spec/DMN/20180521/MODEL/',
  '1.3': 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/',
  '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
} as const;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const literal = (text: string, type = ''): string =>
  `<literalExpression${type && ` typeRef="${type}"`}><text>${escaped(text)}</text></literalExpression>`;

/** A model of one version; ids are the names with a letter in front. */
export function definitions(
  inner: string,
  {
    version = '1.5',
    namespace = 'urn:own',
    more = '',
  }: { version?: keyof typeof VERSIONS; namespace?: string; more?: string } = {},
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${VERSIONS[version]}" id="m" name="M" namespace="${namespace}" ${more}>${inner}</definitions>`;
}

const idOf = (kind: string, name: string): string => `${kind}_${name.replaceAll(/[^\w\u4e00-\u9fff]/g, '_')}`;

export const input = (name: string, type = ''): string =>
  `<inputData id="${idOf('i', name)}" name="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/></inputData>`;

/** Needs are written `i:name`, `d:name`, `k:name` (knowledge or a service). */
export function needs(...all: readonly string[]): string {
  return all
    .map((each) => {
      const [kind = '', name = ''] = each.split(/:(.*)/s);
      const href = `href="#${idOf(kind, name)}"`;
      if (kind === 'k') return `<knowledgeRequirement><requiredKnowledge ${href}/></knowledgeRequirement>`;
      const required = kind === 'd' ? 'requiredDecision' : 'requiredInput';
      return `<informationRequirement><${required} ${href}/></informationRequirement>`;
    })
    .join('');
}

export function decision(name: string, logic: string, required: readonly string[] = [], type = ''): string {
  return `<decision id="${idOf('d', name)}" name="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/>${needs(...required)}${logic}</decision>`;
}

/** A business knowledge model; parameters are written `name` or `name:type`. */
export function knowledge(
  name: string,
  parameters: readonly string[],
  logic: string,
  { required = [], type = '' }: { required?: readonly string[]; type?: string } = {},
): string {
  return `<businessKnowledgeModel id="${idOf('k', name)}" name="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/><encapsulatedLogic>${formal(parameters)}${logic}</encapsulatedLogic>${needs(...required)}</businessKnowledgeModel>`;
}

export const lambda = (parameters: readonly string[], logic: string): string =>
  `<functionDefinition>${formal(parameters)}${logic}</functionDefinition>`;

function formal(parameters: readonly string[]): string {
  return parameters
    .map((each) => {
      const [name = '', type] = each.split(':');
      return `<formalParameter name="${name}"${type === undefined ? '' : ` typeRef="${type}"`}/>`;
    })
    .join('');
}

export const invoke = (called: string, bindings: Readonly<Record<string, string>>): string =>
  `<invocation>${literal(called)}${Object.entries(bindings)
    .map(([name, text]) => `<binding><parameter name="${name}"/>${literal(text)}</binding>`)
    .join('')}</invocation>`;

export const context = (
  entries: readonly (readonly [name: string, logic: string, type?: string])[],
): string =>
  `<context>${entries
    .map(
      ([name, logic, type]) =>
        `<contextEntry>${name && `<variable name="${name}"${type === undefined ? '' : ` typeRef="${type}"`}/>`}${logic}</contextEntry>`,
    )
    .join('')}</context>`;

export const part = (name: string, text: string): string => `<${name}>${literal(text)}</${name}>`;

export interface Clause {
  readonly text?: string;
  readonly name?: string;
  readonly type?: string;
  readonly values?: string;
  readonly otherwise?: string;
}

/** Rules are cells: those of the inputs, then those of the outputs. */
export function table(
  policy: string,
  inputs: readonly Clause[],
  outputs: readonly Clause[],
  rules: readonly (readonly string[])[],
): string {
  const [hit = '', aggregation] = policy.split('/');
  const values = (tag: string, text: string | undefined): string =>
    text === undefined ? '' : `<${tag}><text>${escaped(text)}</text></${tag}>`;
  const typed = (type: string | undefined): string => (type === undefined ? '' : ` typeRef="${type}"`);
  return `<decisionTable hitPolicy="${hit}"${aggregation === undefined ? '' : ` aggregation="${aggregation}"`}>${inputs
    .map(
      ({ text = '', type, values: allowed }) =>
        `<input><inputExpression${typed(type)}><text>${escaped(text)}</text></inputExpression>${values('inputValues', allowed)}</input>`,
    )
    .join('')}${outputs
    .map(
      ({ name, type, values: allowed, otherwise }) =>
        `<output${name === undefined ? '' : ` name="${name}"`}${typed(type)}>${values('outputValues', allowed)}${values('defaultOutputEntry', otherwise)}</output>`,
    )
    .join('')}${rules
    .map(
      (cells) =>
        `<rule>${cells
          .map((cell, at) => values(at < inputs.length ? 'inputEntry' : 'outputEntry', cell))
          .join('')}</rule>`,
    )
    .join('')}</decisionTable>`;
}

/** An item definition: `inner` are components, `typeRef`, `allowedValues`, `typeConstraint`. */
export const item = (name: string, inner: string, collection = false): string =>
  `<itemDefinition name="${name}"${collection ? ' isCollection="true"' : ''}>${inner}</itemDefinition>`;

export const component = (name: string, type: string, collection = false): string =>
  `<itemComponent name="${name}"${collection ? ' isCollection="true"' : ''}><typeRef>${type}</typeRef></itemComponent>`;

export const typeRef = (name: string): string => `<typeRef>${name}</typeRef>`;
export const allowed = (tests: string): string =>
  `<allowedValues><text>${escaped(tests)}</text></allowedValues>`;
export const constraint = (tests: string): string =>
  `<typeConstraint><text>${escaped(tests)}</text></typeConstraint>`;

export const service = (
  name: string,
  parts: {
    outputs: readonly string[];
    inner?: readonly string[];
    decisions?: readonly string[];
    data?: readonly string[];
  },
): string => {
  const refs = (tag: string, kind: string, names: readonly string[] = []): string =>
    names.map((each) => `<${tag} href="#${idOf(kind, each)}"/>`).join('');
  return `<decisionService id="${idOf('k', name)}" name="${name}"><variable name="${name}"/>${refs('outputDecision', 'd', parts.outputs)}${refs('encapsulatedDecision', 'd', parts.inner)}${refs('inputDecision', 'd', parts.decisions)}${refs('inputData', 'i', parts.data)}</decisionService>`;
};
