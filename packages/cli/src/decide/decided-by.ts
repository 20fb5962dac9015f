import type { RegionCode } from '@mingbai/core';
import {
  type DecidedBy,
  decidedBy,
  type DecisionLibrary,
  findDecision,
  type PolicyDecision,
} from '@mingbai/policy';
import { say } from '../output.ts';

/** Which text decided, for a line. */
export function sayDecidedBy({ kind, file, number }: DecidedBy): string {
  return kind === 'file' ? `文件 file ${file}` : `已发布第 ${number} 版 published, no. ${number}`;
}

/** Nobody named a region, so the country's rules decide: says where others hold, as far as they are known here. */
export function sayOwnEdition(library: DecisionLibrary, decision: PolicyDecision, on: string): void {
  const regions = new Set<RegionCode>(
    (library.decisions.get(decision.node.name) ?? []).flatMap(({ model }) =>
      model.edition !== null ? [model.region] : [],
    ),
  );
  for (const region of regions) {
    const held = findDecision(library, decision.node.name, region, on);
    if (typeof held === 'string' || held.model === decision.model || held.model.edition === null) continue;
    say(`${region} 另有${sayDecidedBy(decidedBy(held.model))}：--region ${region}`);
  }
}
