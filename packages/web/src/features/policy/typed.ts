import type { PolicyFact, PolicyValue } from '@mingbai/core/api';

/** What stands in the fields of a form, by the Chinese name of the fact. */
export type Typed = Readonly<Record<string, string>>;

export function isStructured({ type }: PolicyFact): boolean {
  return type.startsWith('list') || type === 'context';
}

/** Facts as the contract takes them; blank fields are left out. Or the fact whose text cannot be read. */
export function readTyped(
  facts: readonly PolicyFact[],
  typed: Typed,
): { readonly facts: Record<string, PolicyValue> } | { readonly wrong: PolicyFact } {
  const read: Record<string, PolicyValue> = {};
  for (const fact of facts) {
    const text = typed[fact.name.zh]?.trim() ?? '';
    if (text === '') continue;
    const value = valueOf(fact, text);
    if (value === undefined) return { wrong: fact };
    read[fact.name.zh] = value;
  }
  return { facts: read };
}

/** Fields that say the given facts. */
export function typedOf(facts: { readonly [name: string]: PolicyValue }): Typed {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
    ]),
  );
}

function valueOf(fact: PolicyFact, text: string): PolicyValue | undefined {
  if (fact.type === 'number') {
    const number = Number(text);
    // What is no number is for the server to refuse, with its words.
    return Number.isFinite(number) ? number : text;
  }
  if (fact.type === 'boolean') return text === 'true';
  if (isStructured(fact)) return parsed(text);
  return fact.type === 'any' ? (parsed(text) ?? text) : text;
}

function parsed(text: string): PolicyValue | undefined {
  try {
    return JSON.parse(text) as PolicyValue;
  } catch {
    return undefined;
  }
}
