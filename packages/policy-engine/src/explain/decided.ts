import { isContext, isList, type Value } from '../value/value.ts';
import type { Origins, Path } from './origin.ts';
import type { Step } from './trace.ts';

/** A fact that decided. */
export interface DecidingFact {
  readonly path: Path;
  readonly value: Value;
}

/**
 * The steps among a step's own that made its value what it is. An unknown is decided by all: by what is not
 * known, and by the others, none of which decides.
 */
export function decidingSteps({ node, value, steps }: Step): readonly Step[] {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const deciding = node.kind === 'or';
      return value === deciding ? steps.filter((step) => step.value === deciding) : steps;
    }
    case 'some':
    case 'every': {
      const deciding = node.kind === 'some';
      const held = steps.filter((step) => step.node === node.condition);
      if (held.length === 0) return steps;
      return value === deciding ? held.filter((step) => step.value === deciding) : held;
    }
    case 'filter': {
      const held = steps.filter((step) => step.node === node.predicate);
      return held.length === 0 || node.mode === 'index' ? steps : held;
    }
    case 'in': {
      const [tested, ...operands] = steps;
      // The test that held is the last that was tried.
      const counted = value === !node.negated ? operands.slice(-1) : operands;
      return tested ? [tested, ...counted] : counted;
    }
    default:
      return steps;
  }
}

/** Those to speak of: of what makes a yes-or-no unknown, only what is not known itself. */
export function tellingSteps(step: Step): readonly Step[] {
  const steps = decidingSteps(step);
  const { kind } = step.node;
  const gathers = kind === 'and' || kind === 'or' || kind === 'some' || kind === 'every';
  const missing = steps.filter(({ value }) => typeof value !== 'boolean');
  return gathers && step.value === null && missing.length > 0 ? missing : steps;
}

/** The facts that decided the value of the step, each once, in the order they came up. */
export function decidedBy(step: Step, origins: Origins): DecidingFact[] {
  const found = new Map<string, DecidingFact>();
  collect(step, origins, (path, value) => {
    const key = JSON.stringify(path);
    if (!found.has(key)) found.set(key, { path, value });
  });
  return [...found.values()];
}

type Add = (path: Path, value: Value) => void;

function collect(step: Step, origins: Origins, add: Add): void {
  const { node, value, steps } = step;
  if (node.kind === 'fact') {
    add([node.name], value);
    return;
  }
  if (node.kind === 'variable') {
    const path = origins(value);
    if (path) add(path, value);
    return;
  }
  if (node.kind === 'path' && node.mode !== 'property') {
    const [of] = steps;
    if (of && collectEntry(of, node.name, value, origins, add)) return;
  }
  const deciding = decidingSteps(step);
  // Members that are plain values are known by their list alone.
  if (node.kind === 'some' || node.kind === 'every' || node.kind === 'filter') {
    const lists = steps.filter((each) => !deciding.includes(each) && hasPlainMember(each.value));
    for (const each of lists) collect(each, origins, add);
  }
  for (const each of deciding) collect(each, origins, add);
}

function hasPlainMember(value: Value): boolean {
  return isList(value) && value.some((item) => typeof item !== 'object' || item === null);
}

/** Adds `of.name`, in every member when `of` is a list; false when `of` is no part of the facts. */
function collectEntry(of: Step, name: string, value: Value, origins: Origins, add: Add): boolean {
  if (isContext(of.value)) {
    const path = origins(of.value);
    if (path) add([...path, name], value);
    return path !== undefined;
  }
  if (!isList(of.value) || of.value.length === 0) return false;
  const paths = of.value.map(origins);
  if (!paths.every((path) => path !== undefined)) return false;
  // Which members were taken was decided by others of their facts.
  if (of.node.kind === 'filter') collect(of, origins, add);
  of.value.forEach((member, at) => {
    const path = paths[at];
    if (path && isContext(member)) add([...path, name], member.get(name) ?? null);
  });
  return true;
}
