import { type BooleanForm, type Choice, truth, type Demand } from './form.ts';

export interface TruthArm {
  readonly when: BooleanForm;
  readonly holds: boolean;
  readonly exclusive: object | undefined;
}

/** Whether the choice is the text; a blank one is not. */
export function choiceIs({ arms, otherwise }: Choice, text: string, demand: Demand): BooleanForm {
  return chosenTruth(
    arms.map(({ when, text: own, exclusive }) => ({ when, holds: own === text, exclusive })),
    otherwise === text,
    demand,
  );
}

/** A choice between true and false by its conditions alone: `and`, `or` and `is not true` instead of branches. */
export function chosenTruth(arms: readonly TruthArm[], otherwise: boolean, demand: Demand): BooleanForm {
  const [first] = arms;
  // Where no two hold together, those that say what holds otherwise need not be asked.
  const apart =
    first?.exclusive !== undefined && arms.every(({ exclusive }) => exclusive === first.exclusive);
  const asked = apart ? arms.filter(({ holds }) => holds !== otherwise) : withoutTail(arms, otherwise);
  const runs: { whens: BooleanForm[]; holds: boolean }[] = [];
  for (const { when, holds } of asked) {
    const run = runs.at(-1);
    if (run?.holds === holds) run.whens.push(when);
    else runs.push({ whens: [when], holds });
  }
  const said = runs.reduceRight<BooleanForm>(
    (rest, { whens, holds }) => {
      const any = anyOf(whens);
      if (!holds) return both(any.nullable ? truth(`(${any.sql} is not true)`, false) : negated(any), rest);
      return anyOf([any, rest]);
    },
    truth(String(otherwise), false),
  );
  return said.nullable && demand === 'exact' ? truth(`coalesce(${said.sql}, false)`, false) : said;
}

function withoutTail(arms: readonly TruthArm[], otherwise: boolean): readonly TruthArm[] {
  const last = arms.findLastIndex(({ holds }) => holds !== otherwise);
  return arms.slice(0, last + 1);
}

function anyOf(forms: readonly BooleanForm[]): BooleanForm {
  const open = forms.filter(({ sql }) => sql !== 'false');
  const [only] = open;
  if (open.some(({ sql }) => sql === 'true')) return truth('true', false);
  if (only === undefined) return truth('false', false);
  if (open.length === 1) return only;
  return truth(
    `(${open.map(({ sql }) => sql).join(' or ')})`,
    open.some(({ nullable }) => nullable),
  );
}

function both(one: BooleanForm, other: BooleanForm): BooleanForm {
  if (other.sql === 'true') return one;
  if (other.sql === 'false') return other;
  return truth(`(${one.sql} and ${other.sql})`, one.nullable || other.nullable);
}

function negated({ sql, nullable }: BooleanForm): BooleanForm {
  return truth(`(not ${sql})`, nullable);
}
