import type { Fault, Repair } from './fault.ts';
import type { IntakeBatch, IntakeNote, TypedRow } from './intake-types.ts';

/** What one `push` brings forth, while it is being made. */
export class Batch implements IntakeBatch {
  readonly rows: TypedRow[] = [];
  readonly faults: Fault[] = [];
  readonly repairs: Repair[] = [];
  readonly notes: IntakeNote[] = [];
  errors = 0;

  fault(fault: Fault): void {
    this.faults.push(fault);
    if (fault.severity === 'error') this.errors++;
  }
}
