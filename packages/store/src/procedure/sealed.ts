import { findField, maskAccount, maskIdentity, maskPhone, type ProcedureQuestion } from '@mingbai/core';
import { isSealed } from '../register/columns.ts';
import type { Vault } from '../vault/vault.ts';

/** How an answer is kept that nobody may read in the database. */
interface SealedAnswer {
  /** Base64. */
  readonly sealed: string;
  readonly mask: string;
}

const MASKS: Readonly<Record<string, (text: string) => string>> = {
  identity: maskIdentity,
  phone: maskPhone,
  account: maskAccount,
};

/** Answers as they are kept: identity numbers, telephones and accounts sealed under the place they are for. */
export function sealGiven(
  form: readonly ProcedureQuestion[],
  given: Readonly<Record<string, unknown>>,
  vault: Pick<Vault, 'seal'>,
): Record<string, unknown> {
  const fields = new Map(form.map(({ key, field }) => [key, field]));
  const seal = (key: string | undefined, value: unknown): unknown => {
    const field = key === undefined ? undefined : findField(key);
    if (field === undefined || !isSealed(field) || typeof value !== 'string') return value;
    const mask = MASKS[field.type]?.(value) ?? '';
    return { sealed: vault.seal(value, contextOf(field.key)).toString('base64'), mask };
  };
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      isRows(value)
        ? value.map((row) =>
            Object.fromEntries(Object.entries(row).map(([part, said]) => [part, seal(part, said)])),
          )
        : seal(fields.get(key), value),
    ]),
  );
}

/** Answers of a case as they were given; `fields`: by question, of all its forms. */
export function openGiven(
  given: Readonly<Record<string, unknown>>,
  fields: ReadonlyMap<string, string | undefined>,
  vault: Pick<Vault, 'open'>,
): Record<string, unknown> {
  const open = (key: string | undefined, value: unknown): unknown =>
    isSealedAnswer(value) && key !== undefined
      ? vault.open(Buffer.from(value.sealed, 'base64'), contextOf(key))
      : value;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      isRows(value)
        ? value.map((row) =>
            Object.fromEntries(Object.entries(row).map(([part, said]) => [part, open(part, said)])),
          )
        : open(fields.get(key), value),
    ]),
  );
}

/** Answers as people see them: masks where something is sealed. */
export function maskGiven(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const mask = (value: unknown): unknown => (isSealedAnswer(value) ? value.mask : value);
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      isRows(value)
        ? value.map((row) =>
            Object.fromEntries(Object.entries(row).map(([part, said]) => [part, mask(said)])),
          )
        : mask(value),
    ]),
  );
}

/** Not that of the register: copied there it does not open. */
function contextOf(key: string): string {
  return `procedure/${key}`;
}

function isSealedAnswer(value: unknown): value is SealedAnswer {
  return typeof value === 'object' && value !== null && 'sealed' in value && 'mask' in value;
}

/** Members, each a record of answers. */
function isRows(value: unknown): value is Record<string, unknown>[] {
  return (
    Array.isArray(value) &&
    value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
  );
}
