import {
  columnOf,
  correctableFields,
  dayInChina,
  maskPhone,
  Problem,
  readField,
  type Field,
} from '@mingbai/core';
import type { correctHousehold as Contract, Value } from '@mingbai/core/api';
import { correct, findHouseholdPage, lockHousehold, type StoredPage, type Vault } from '@mingbai/store';
import type { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { queueFollowUp } from '../procedures/command.ts';
import { areaOf } from './area.ts';
import { masked } from './masked.ts';

type Body = z.output<NonNullable<typeof Contract.body>>;
type Corrected = z.input<NonNullable<typeof Contract.reply>>;

/** A village, township or county says otherwise what a village fills in; the rules are asked again of whom it changed. */
export async function correctFields(call: Call<{ readonly id: string }, unknown, Body>): Promise<Corrected> {
  const { noun, reason, key } = call.body;
  const area = areaOf(call, undefined);
  const { id } = call.params;
  const [{ initialsOf }, found] = await Promise.all([
    import('@mingbai/core/initials'),
    call.read((tx) => findHouseholdPage(tx, area, id, {})),
  ]);
  if (found === undefined) throw new Problem('not-found');
  const values = readValues(call.body);
  const { county, region } = found;
  const thing = noun === 'person' ? memberOf(found, call.body.person).id : id;
  const command = {
    name: 'household.correct',
    region,
    subject: noun === 'person' ? `person:${thing}` : `household:${id}`,
    reason,
    ...(key === undefined ? {} : { idempotencyKey: `household.correct/${key}` }),
  };
  const done = await call.command(command, async (tx) => {
    await lockHousehold(tx, county, id);
    const page = await findHouseholdPage(tx, area, id, {});
    if (page === undefined) throw new Problem('not-found');
    const changed = differences(page, call.body, values, call.vault);
    if (changed.length === 0) throw wrong('nothing is different', '内容没有变化');
    const desk = { county, vault: call.vault, initialsOf };
    const on = dayInChina(Date.now());
    await correct(tx, desk, { household: id, region: page.region, noun, id: thing, on, fields: values });
    await queueFollowUp(tx, call.actor, call.who.name);
    // The journal is read by people who do not see the register: what the fields said stands in its past.
    return { result: changed, changes: { fields: changed.map(({ field }) => `${noun}.${field}`) } };
  });
  if (done.repeated) return { entry: done.entry, changed: [] };
  call.services.rules?.kick();
  return { entry: done.entry, changed: done.result };
}

/** What is to be said, by column, each as its field wants it. */
function readValues({ noun, values }: Body): Record<string, Exclude<Value, undefined>> {
  const fields = new Map(correctableFields(noun).map((field) => [columnOf(field), field]));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = fields.get(name);
      if (field === undefined)
        throw wrong(`${noun}.${name} is not corrected by hand`, `“${name}”不能直接更正，请办理相应程序`);
      return [name, valueOf(field, value)];
    }),
  );
}

function valueOf(field: Field, value: Value): Value {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    if (field.mandatory === true) throw wrong(`${field.en}: may not be blank`, `“${field.zh}”不能为空`);
    return null;
  }
  const answer = readField(field, value);
  if ('value' in answer) return answer.value as Value;
  throw wrong(`${field.en}: ${answer.en}`, `“${field.zh}”${answer.zh}`);
}

function wrong(detail: string, detailZh: string): Problem {
  return new Problem('invalid-input', { detail, detailZh });
}

function memberOf(page: StoredPage, id: string | undefined): StoredPage['members'][number] {
  const member = page.members.find((one) => one.id === id && one.lasts);
  if (member === undefined) throw new Problem('not-found');
  return member;
}

/** What would be another value than is believed now. */
function differences(
  page: StoredPage,
  { noun, person }: Body,
  values: Readonly<Record<string, Value>>,
  vault: Pick<Vault, 'open'>,
): Corrected['changed'] {
  const member = noun === 'person' ? memberOf(page, person) : undefined;
  const stored =
    noun === 'household' ? page.household : noun === 'condition' ? page.condition : member?.person;
  return Object.entries(values).flatMap(([field, value]) => {
    if (field !== 'phone') {
      const old = stored?.values[field] ?? null;
      return same(old, value) ? [] : [{ field, old, new: value }];
    }
    const sealed = member === undefined ? page.phone : member.phone;
    const full = sealed === null ? null : vault.open(Buffer.from(sealed, 'hex'), `${noun}.phone`);
    if (full === value) return [];
    const owner = noun === 'person' ? 'person' : 'household';
    return [{ field, old: masked(vault, owner, 'phone', sealed), new: maskedPhone(value) }];
  });
}

/** Decimals are kept as text, with as many places as the column has. */
function same(old: Value, value: Value): boolean {
  const number = (one: Value) => (typeof one === 'string' && /^-?\d+(\.\d+)?$/.test(one) ? Number(one) : one);
  return JSON.stringify(number(old)) === JSON.stringify(number(value));
}

function maskedPhone(value: Value): string | null {
  return typeof value === 'string' ? maskPhone(value) : null;
}
