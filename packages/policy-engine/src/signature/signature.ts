import type { Type } from '../type.ts';

export interface Parameter {
  readonly name: string;
  /** One of these fits. */
  readonly types: readonly Type[];
  readonly optional?: boolean;
  /** Fits what the list at this place has as members; a text there is read as their code. */
  readonly memberOf?: number;
}

/** One way to call a built-in function. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /**
   * The last parameter is a list whose members are written as arguments one after another: `members`;
   * or so, or as one list: `list`.
   */
  readonly variadic?: 'members' | 'list';
  readonly result: Type | ((types: readonly Type[]) => Type);
}

/** The ways to call each built-in function; they differ in how many arguments they take, or of what type. */
export type Signatures = Readonly<Record<string, readonly Signature[]>>;

export function need(name: string, ...types: Type[]): Parameter {
  return { name, types };
}

export function may(name: string, ...types: Type[]): Parameter {
  return { name, types, optional: true };
}

export function member(name: string, of: number): Parameter {
  return { name, types: [{ kind: 'any' }], memberOf: of };
}

export function takes(parameters: readonly Parameter[], result: Signature['result']): Signature {
  return { parameters, result };
}

/** The last parameter's members may be written one after another. */
export function takesMany(
  parameters: readonly Parameter[],
  result: Signature['result'],
  variadic: 'members' | 'list' = 'list',
): Signature {
  return { parameters, result, variadic };
}
