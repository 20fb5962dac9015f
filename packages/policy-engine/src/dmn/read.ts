import { DmnModdle } from 'dmn-moddle';
import { many, one, reference, references, said, text, type XmlElement } from './element.ts';
import type { Decision, DecisionService, Element, ItemDefinition, KnowledgeModel, Model } from './model.ts';
import { readBox, readFunction, readVariable } from './read-box.ts';
import { asKnown, DMN } from './vocabulary-of-dmn.ts';

/**
 * Reads a DMN model (1.2 to 1.5) from its XML. Throws an `Error` when the text is no such XML;
 * what single elements say is held against their vocabulary by `compileModel`.
 */
export async function readModel(xml: string): Promise<Model> {
  const library = new DmnModdle({ dmn: DMN });
  const read = await library.fromXML(asKnown(xml));
  const rootElement = read.rootElement as XmlElement;
  const elements = many(rootElement, 'drgElement');
  const of = (kind: string): readonly XmlElement[] => elements.filter(({ $type }) => $type === `dmn:${kind}`);
  return {
    ...elementOf(rootElement),
    namespace: text(rootElement, 'namespace') ?? '',
    leftOut: read.warnings.map(({ message }) => message),
    imports: many(rootElement, 'import').map((each) => ({
      name: text(each, 'name') ?? '',
      namespace: text(each, 'namespace') ?? '',
    })),
    items: many(rootElement, 'itemDefinition').map(readItem),
    inputs: of('InputData').map((each) => ({ ...elementOf(each), variable: variableOf(each) })),
    decisions: of('Decision').map(readDecision),
    knowledge: of('BusinessKnowledgeModel').map(readKnowledge),
    services: of('DecisionService').map(readService),
    sources: of('KnowledgeSource').map((each) =>
      said({ ...elementOf(each), location: text(each, 'locationURI') }),
    ),
  };
}

function elementOf(element: XmlElement): Element {
  return said({
    id: text(element, 'id') ?? text(element, 'name') ?? '',
    name: text(element, 'name') ?? '',
    description: text(element, 'description'),
    label: text(element, 'label'),
    extensions: extensionsOf(element),
  });
}

function extensionsOf(element: XmlElement): Record<string, string> {
  const own = Object.entries(element.$attrs ?? {}).filter(
    ([name]) => !/^xmlns(:|$)/.test(name) && name.includes(':'),
  );
  const values = one(element, 'extensionElements');
  const inner = values ? many(values, 'values') : [];
  return Object.fromEntries([
    ...own.map(([name, value]) => [name, String(value)] as const),
    ...inner.map((each) => [each.$type, text(each, '$body') ?? ''] as const),
  ]);
}

function variableOf(element: XmlElement): { name: string; type?: string } {
  return readVariable(one(element, 'variable'), text(element, 'name'));
}

function readItem(element: XmlElement): ItemDefinition {
  const item = one(element, 'functionItem');
  return said({
    ...elementOf(element),
    type: text(element, 'typeRef'),
    components: many(element, 'itemComponent').map(readItem),
    collection: element.get('isCollection') === true,
    allowedValues: text(one(element, 'allowedValues'), 'text'),
    constraint: text(one(element, 'typeConstraint'), 'text'),
    function:
      item &&
      said({
        parameters: many(item, 'parameters').map((each) => readVariable(each)),
        result: text(item, 'outputTypeRef'),
      }),
  });
}

function required(element: XmlElement): readonly string[] {
  const informed = many(element, 'informationRequirement').flatMap((each) => [
    reference(one(each, 'requiredDecision')),
    reference(one(each, 'requiredInput')),
  ]);
  const known = many(element, 'knowledgeRequirement').map((each) =>
    reference(one(each, 'requiredKnowledge')),
  );
  return [...informed, ...known].filter((id) => id !== undefined);
}

function readDecision(element: XmlElement): Decision {
  return said({
    ...elementOf(element),
    variable: variableOf(element),
    question: text(element, 'question'),
    allowedAnswers: text(element, 'allowedAnswers'),
    requires: required(element),
    logic: readBox(one(element, 'decisionLogic')),
  });
}

function readKnowledge(element: XmlElement): KnowledgeModel {
  const logic = one(element, 'encapsulatedLogic');
  return said({
    ...elementOf(element),
    variable: variableOf(element),
    requires: required(element),
    logic: logic && readFunction(logic),
  });
}

function readService(element: XmlElement): DecisionService {
  return {
    ...elementOf(element),
    variable: variableOf(element),
    outputDecisions: references(element, 'outputDecision'),
    encapsulatedDecisions: references(element, 'encapsulatedDecision'),
    inputDecisions: references(element, 'inputDecision'),
    inputData: references(element, 'inputData'),
  };
}
