/** A name that holds a value: of an input, a decision, a parameter, an entry. `type` as the model writes it. */
export interface Variable {
  readonly name: string;
  readonly type?: string;
}
