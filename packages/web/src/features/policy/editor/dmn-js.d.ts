// The parts of dmn-js that we use; the packages come without types.
declare module 'dmn-js-shared/lib/base/EditingManager' {
  export interface ModdleElement {
    readonly $type: string;
    readonly id?: string;
    readonly name?: string;
    text?: string;
    readonly decisionLogic?: ModdleElement;
    readonly drgElement?: readonly ModdleElement[];
    readonly input?: readonly { readonly inputExpression?: { readonly text?: string } }[];
    readonly inputEntry?: readonly ModdleElement[];
    readonly $parent?: ModdleElement;
  }
  export interface View {
    readonly id: string;
    readonly type: string;
    readonly element: ModdleElement;
  }
  export default class EditingManager {
    constructor(options: object);
    importXML(xml: string, options?: { readonly open: boolean }): Promise<unknown>;
    saveXML(options?: { readonly format: boolean }): Promise<{ readonly xml: string }>;
    open(view: View): Promise<unknown>;
    getViews(): readonly View[];
    getDefinitions(): ModdleElement;
    on(event: string, listener: (event: { readonly viewer: Viewer }) => void): void;
    destroy(): void;
  }
  export interface Viewer {
    on(event: string, listener: () => void): void;
  }
}
declare module 'dmn-js-decision-table/lib/Editor' {
  const Editor: unknown;
  export default Editor;
}
