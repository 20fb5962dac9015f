import { identityKind } from '../dictionary/codes/identity-kind.ts';
import type { CodeList } from '../dictionary/codes/list.ts';
import { sex as sexList } from '../dictionary/codes/sex.ts';
import { describeIdentity } from './identity.ts';
import type { PlannedColumn, SheetPlan } from './sheet-plan.ts';
import type { FaultRule, Words } from './fault.ts';
import type { Value } from './value.ts';

/** Tells one fault of a row: which column, what rule, what would be right. */
export type Tell = (
  column: PlannedColumn,
  rule: FaultRule,
  value: string,
  expected?: Words,
  other?: string,
) => void;

/** A code's label in both languages. */
function label({ codes }: CodeList, code: string): Words {
  return codes.find((one) => one.code === code) ?? code;
}

/** Checks of one row by itself. The columns are looked up once per sheet. */
export class RowCheck {
  private readonly identity: PlannedColumn | undefined;
  private readonly kind: PlannedColumn | undefined;
  private readonly birth: PlannedColumn | undefined;
  private readonly sex: PlannedColumn | undefined;
  private readonly education: PlannedColumn | undefined;
  private readonly enrolment: PlannedColumn | undefined;

  constructor(
    plan: SheetPlan,
    private readonly today: string,
  ) {
    this.identity = plan.column('person.identity_no');
    this.kind = plan.column('person.identity_kind');
    this.birth = plan.column('person.birth_date');
    this.sex = plan.column('person.sex');
    this.education = plan.column('person.education');
    this.enrolment = plan.column('person.enrolment');
  }

  /** `failed` are the positions that already have a fault: nothing is concluded from them. */
  check(values: readonly Value[], failed: ReadonlySet<number>, tell: Tell): void {
    this.checkIdentity(values, tell);
    const birth = textAt(values, this.birth);
    if (this.birth !== undefined && birth !== undefined && birth > this.today)
      tell(this.birth, 'out-of-range', birth, `≤ ${this.today}`);
    if (this.education === undefined || this.enrolment === undefined) return;
    if (failed.has(this.education.position) || failed.has(this.enrolment.position)) return;
    const educated = values[this.education.position] !== null;
    const enrolled = values[this.enrolment.position] !== null;
    if (educated === enrolled) tell(this.education, 'schooling-both', '');
  }

  private checkIdentity(values: readonly Value[], tell: Tell): void {
    const number = textAt(values, this.identity);
    if (this.identity === undefined || number === undefined) return;
    const reading = describeIdentity(number);
    const declared = textAt(values, this.kind);
    if (
      this.kind !== undefined &&
      declared !== undefined &&
      reading.kind !== 'placeholder' &&
      declared !== reading.kind
    ) {
      const [is, expected] = [label(identityKind, declared), label(identityKind, reading.kind)];
      tell(this.kind, 'identity-kind-differs', typeof is === 'string' ? is : is.zh, expected);
    }
    if (reading.birth !== undefined && reading.birth > this.today)
      tell(this.identity, 'identity-shape', number);
    const birth = textAt(values, this.birth);
    if (
      this.birth !== undefined &&
      birth !== undefined &&
      reading.birth !== undefined &&
      birth !== reading.birth
    ) {
      tell(this.birth, 'birth-differs', birth, reading.birth);
    }
    const sex = textAt(values, this.sex);
    if (
      this.sex !== undefined &&
      (sex === 'male' || sex === 'female') &&
      reading.sex !== undefined &&
      sex !== reading.sex
    ) {
      const is = label(sexList, sex);
      tell(this.sex, 'sex-differs', typeof is === 'string' ? is : is.zh, label(sexList, reading.sex));
    }
  }
}

function textAt(values: readonly Value[], column: PlannedColumn | undefined): string | undefined {
  const value = column === undefined ? null : values[column.position];
  return typeof value === 'string' ? value : undefined;
}
