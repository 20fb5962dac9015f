import {
  findField,
  FAULT_RULES,
  fill,
  formOf,
  maskByField,
  OTHER_TARGETS,
  type Fault,
  type FormId,
} from '@mingbai/core';
import type { ImportSheet } from '@mingbai/core/api';
import {
  checkStage,
  clearListings,
  findImport,
  FIRST_HIT,
  insertFaults,
  KEPT,
  registerPulse,
  stageLayout,
  updateImport,
  type CheckedNoun,
  type ImportRow,
  type KeepTx,
  type RegisterFault,
  type StageLayout,
  type Vault,
} from '@mingbai/store';
import { scopeOfJob, type ImportContext } from './context.ts';
import { withNouns, withRegisterFaults, type Counts } from './counts.ts';
import { headlessIn } from './headless.ts';
import { newestOf, olderThan } from './older.ts';
import type { Beat } from './read.ts';

export function layoutsOf(job: ImportRow): StageLayout[] {
  return job.layouts.map((one) => stageLayout(job.id, one.dataDate, formOf(one.form as FormId), one.keys));
}

/** Holds what was read against the register and says what it would do. Nothing of the register changes. */
export async function checkJob(
  context: ImportContext,
  id: string,
  fromFile: Counts,
  beat: Beat,
): Promise<void> {
  const begun = await jobOf(context, id);
  const scope = scopeOfJob(begun);
  const newest = await newestOf(context.database, begun);
  await context.database.keep(scope, async (tx) => {
    const job = await findImport(tx, id);
    if (job === undefined) throw new Error(`import ${id} is gone`);
    const layouts = layoutsOf(job);
    // Before anything is compared: what is written meanwhile makes the check stale, not wrong.
    const pulse = await registerPulse(tx, job.county);
    await tx.run(`set local work_mem = '128MB'`);
    await clearListings(tx, id, true);
    const nouns: CheckedNoun[] = [];
    const faults: RegisterFault[] = [];
    const today: number[] = [];
    for (const layout of layouts) {
      await beat('checking', fromFile.rows, null);
      const checked = await checkStage(tx, layout, String(job.county), layouts);
      nouns.push(...checked.nouns);
      today.push(checked.nouns.reduce((sum, noun) => sum + noun.today, 0));
      faults.push(...checked.faults);
    }
    const listed = faults.map((fault) => toFault(fault, job.sheets as ImportSheet[], context.vault));
    await insertFaults(tx, id, job.region, await nextNumber(tx, id), listed.slice(0, KEPT), true);
    const sheets = withRegisterRows(job.sheets as ImportSheet[], faults);
    const rows = sheets.reduce((sum, { byRegister = 0 }) => sum + byRegister, 0);
    const {
      headless: _,
      older: __,
      ...counts
    } = withNouns(withRegisterFaults(fromFile, listed, rows), nouns);
    const headless = counts.bad === 0 ? undefined : await headlessIn(tx, layouts, job.county);
    const older = olderThan(layouts, today, newest);
    await updateImport(tx, id, {
      sheets,
      counts: {
        ...counts,
        ...(headless === undefined ? {} : { headless }),
        ...(older === undefined ? {} : { older }),
      },
      checked_at_pulse: pulse,
    });
  });
}

/** The sheets as the file showed them, with the rows bad that only the register shows to be; those of a check before are not. */
function withRegisterRows(sheets: readonly ImportSheet[], faults: readonly RegisterFault[]): ImportSheet[] {
  const rows = sheets.map(() => new Set<number>());
  for (const { rule, sheet, row } of faults)
    if (FAULT_RULES[rule].severity === 'error') rows[sheet]?.add(row);
  return sheets.map(({ byRegister: before = 0, ...sheet }, index) => {
    const byRegister = rows[index]?.size ?? 0;
    const { good, bad } = { good: sheet.good + before - byRegister, bad: sheet.bad - before + byRegister };
    return { ...sheet, good, bad, ...(byRegister > 0 ? { byRegister } : {}) };
  });
}

export async function jobOf(context: ImportContext, id: string): Promise<ImportRow> {
  const job = await context.database.read({ region: '000000000000' as ImportRow['region'], user: '' }, (tx) =>
    findImport(tx, id),
  );
  if (job === undefined) throw new Error(`import ${id} is gone`);
  return job;
}

/** Behind what the file showed; what data rules said of its rows is numbered far behind that. */
async function nextNumber(tx: KeepTx, id: string): Promise<number> {
  const row = await tx.find<{ n: number }>(
    'select coalesce(max(number), -1) + 1 as n from mingbai.import_fault where import = $1 and number < $2',
    [id, FIRST_HIT],
  );
  return row?.n ?? 0;
}

function toFault(fault: RegisterFault, sheets: readonly ImportSheet[], vault: Vault): Fault {
  const sheet = sheets[fault.sheet];
  const rule = FAULT_RULES[fault.rule];
  const field = findField(fault.field) ?? OTHER_TARGETS[fault.field];
  const { twin, where, said } = fault;
  const sealed = (twin ?? where)?.sealed ?? null;
  const other =
    said !== undefined
      ? sameInBoth(said.other)
      : twin === undefined
        ? otherHousehold(where)
        : sameInBoth(rowName(twin, fault, sheets));
  return {
    file: sheet?.file ?? '',
    sheet: sheet?.sheet ?? '',
    row: fault.row,
    column: sheet?.columns.find((column) => column.to === fault.field)?.letter ?? '',
    field: fault.field,
    value: maskByField(
      fault.field,
      sealed === null ? (twin?.number ?? said?.value ?? '') : vault.open(sealed, fault.field),
    ),
    rule: fault.rule,
    severity: rule.severity,
    message: {
      zh: fill(rule.zh, { field: field?.zh ?? fault.field, value: '', other: other.zh }),
      en: fill(rule.en, { field: field?.en ?? fault.field, value: '', other: other.en }),
    },
  };
}

/** A row as the message about another names it. */
function rowName(
  row: { sheet: number; row: number },
  from: { sheet: number },
  sheets: readonly ImportSheet[],
): string {
  return row.sheet === from.sheet ? String(row.row) : `${sheets[row.sheet]?.sheet ?? ''}!${row.row}`;
}

const sameInBoth = (text: string) => ({ zh: text, en: text });

/** Where somebody else's number is registered: named only where whoever brought the file may see it. */
function otherHousehold(where: RegisterFault['where']): { readonly zh: string; readonly en: string } {
  if (where?.inScope === false) return { zh: '其他辖区的一户', en: 'a household of another area' };
  const { household = null, head = null } = where ?? {};
  if (household === null) return { zh: '另一户', en: 'another household' };
  if (head === null) return { zh: `${household} 户`, en: `household ${household}` };
  return { zh: `${household} ${head}户`, en: `household ${household} of ${head}` };
}
