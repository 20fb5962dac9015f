import type { PolicyWord } from '@mingbai/core/api';
import DecisionTableEditor from 'dmn-js-decision-table/lib/Editor';
import 'dmn-js-decision-table/assets/css/dmn-js-decision-table-controls.css';
import 'dmn-js-decision-table/assets/css/dmn-js-decision-table.css';
import EditingManager, { type ModdleElement, type View } from 'dmn-js-shared/lib/base/EditingManager';
import 'dmn-js-shared/assets/css/dmn-js-shared.css';
import './tables.css';
import { chineseOf } from './words.ts';

/** What the editor offers while a cell is typed. */
interface Offer {
  readonly name: string;
  readonly detail: string;
  readonly type: 'variable' | 'constant';
}

const TABLE = 'decisionTable';

/** dmn-js with its decision tables alone. Its mark has to stay in sight (bpmn.io's licence). */
class Tables extends EditingManager {
  // Called by the base class by this name.
  _getViewProviders() {
    return [
      {
        id: TABLE,
        constructor: DecisionTableEditor,
        opens: ({ $type, decisionLogic }: ModdleElement) =>
          $type === 'dmn:Decision' && decisionLogic?.$type === 'dmn:DecisionTable',
      },
    ];
  }
}

/** A decision whose logic is one expression. */
export interface Literal {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

export interface OpenTables {
  /** Names of the decisions that are tables; the first is shown. */
  readonly tables: readonly string[];
  readonly literals: readonly Literal[];
  show(name: string): Promise<void>;
  setLiteral(id: string, text: string): Promise<void>;
  close(): void;
}

interface Options {
  readonly words: readonly PolicyWord[];
  /** For people who read the console in Chinese. */
  readonly chinese: boolean;
  readonly onChange: (text: string) => void;
}

/** Opens a model for editing in `container`. `onChange` is told the whole model after each change. */
export async function openTables(
  container: HTMLElement,
  text: string,
  { words, chinese, onChange }: Options,
): Promise<OpenTables> {
  const offers = words.map(offerOf);
  const values = new Map(words.map(({ name, codes }) => [name, codes.map(valueOf)]));
  // In the place of the editor's own, which knows the names of the model alone.
  const variableResolver = {
    registerProvider: () => undefined,
    getVariables: (cell: ModdleElement): readonly Offer[] => [
      ...(values.get(inputOf(cell) ?? '') ?? []),
      ...offers,
    ],
  };
  const translate = (template: string, filled: Readonly<Record<string, string>> = {}): string =>
    (chinese ? chineseOf(template) : template).replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '');
  const manager = new Tables({
    container,
    height: 'auto',
    width: '100%',
    [TABLE]: {
      additionalModules: [{ variableResolver: ['value', variableResolver], translate: ['value', translate] }],
    },
  });
  let closed = false;
  const changed = (): void => {
    void manager.saveXML({ format: true }).then(({ xml }) => {
      if (!closed) onChange(xml);
    });
  };
  manager.on('viewer.created', ({ viewer }) => viewer.on('commandStack.changed', changed));
  await manager.importXML(text, { open: false });
  const views = manager.getViews().filter(({ type }) => type === TABLE);
  const show = async (view: View | undefined): Promise<void> => {
    if (view !== undefined) await manager.open(view);
  };
  await show(views[0]);
  const elements = manager.getDefinitions().drgElement ?? [];
  const literals = elements.flatMap(({ id, name, decisionLogic }) =>
    decisionLogic?.$type === 'dmn:LiteralExpression' && id !== undefined
      ? [{ id, name: name ?? id, text: decisionLogic.text ?? '' }]
      : [],
  );
  return {
    tables: views.map(({ element }) => element.name ?? ''),
    literals,
    show: (name) => show(views.find(({ element }) => element.name === name)),
    async setLiteral(id, said) {
      const logic = elements.find((each) => each.id === id)?.decisionLogic;
      if (logic !== undefined) logic.text = said;
      changed();
    },
    close() {
      closed = true;
      manager.destroy();
    },
  };
}

function offerOf({ name, en, kind }: PolicyWord): Offer {
  return { name, detail: en, type: kind === 'parameter' ? 'constant' : 'variable' };
}

/** A value of a code list, in quotes as a cell has it. */
function valueOf(label: string): Offer {
  return { name: `"${label}"`, detail: '', type: 'constant' };
}

/** What the column of a cell asks for. */
function inputOf(cell: ModdleElement): string | undefined {
  const rule = cell.$parent;
  const at = rule?.inputEntry?.indexOf(cell) ?? -1;
  return rule?.$parent?.input?.[at]?.inputExpression?.text;
}
