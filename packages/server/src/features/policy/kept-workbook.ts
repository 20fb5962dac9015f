import { PassThrough } from 'node:stream';
import type { KeptTrial, KeptTrialResult, TrialRow } from '@mingbai/core/api';
import { writeWorkbook, type RowValues, type SheetData } from '@mingbai/exchange';
import type { FileReply } from '../../frame/implement.ts';
import { TRIAL_WORDS } from './kept-words.ts';

/** Rows asked for at a time. */
const AT_ONCE = 1000;

interface In {
  readonly language: 'zh' | 'en';
  /** What policy calls things in English; where it has no word the Chinese stands. */
  readonly english:
    | { readonly names: ReadonlyMap<string, string>; readonly values: ReadonlyMap<string, string> }
    | undefined;
}

/** A kept trial as a workbook: counts first, then everybody whose outcome would change. */
export function trialWorkbook(
  trial: KeptTrial,
  result: KeptTrialResult,
  language: In,
  read: (offset: number, limit: number) => Promise<readonly TrialRow[]>,
): FileReply {
  const content = new PassThrough();
  const written = writeWorkbook(content, sheets(trial, result, language, read));
  // A failure ends the stream; the browser then has no whole file.
  written.catch((error: Error) => content.destroy(error));
  const name = [
    trial.place ?? trial.region,
    named(trial.decision, language),
    TRIAL_WORDS[language.language].file,
    trial.on,
  ];
  return { name: `${name.join('-')}.xlsx`, content };
}

async function* sheets(
  trial: KeptTrial,
  result: KeptTrialResult,
  language: In,
  read: (offset: number, limit: number) => Promise<readonly TrialRow[]>,
): AsyncGenerator<SheetData> {
  const { total, changed, outcomes, villages, causes, classes, cost, places, parameters } = result;
  const words = TRIAL_WORDS[language.language];
  const say = (outcome: string | null) => outcomeWords(outcome, language);
  const paid = cost && (language.language === 'en' ? (cost.nameEn ?? cost.name) : cost.name);
  yield sheet(words.about, words.items, [
    [words.policy, named(trial.decision, language)],
    [words.region, trial.place ?? trial.region],
    [words.on, trial.on],
    [words.now, result.version],
    [words.draft, trial.version ?? ''],
    [words.total, total],
    [words.changes, changed],
    ...parameters.map(({ name, before, after }) => [
      name[language.language],
      `${before ?? words.unset} → ${after}`,
    ]),
    ...(cost
      ? [
          [words.costNow(paid ?? ''), cost.before],
          [words.costThen(paid ?? ''), cost.after],
          [words.entered, words.times(cost.entered)],
          [words.left, words.times(cost.left)],
          [words.otherwise, words.times(cost.otherwise)],
        ]
      : []),
    [words.by, trial.creator],
    [words.at, trial.at],
  ]);
  yield sheet(
    words.byOutcome,
    [words.before, words.after, words.count],
    outcomes.map(({ before, after, count }) => [say(before), say(after), count]),
  );
  yield sheet(
    words.byVillage,
    [words.code, words.village, words.before, words.after, words.count, words.whole],
    villages.flatMap(({ code, name, total: all, changes }) =>
      changes.map(({ before, after, count }) => [code, name, say(before), say(after), count, all]),
    ),
  );
  const groups = (rows: KeptTrialResult['causes']): RowValues[] =>
    rows.map((row) => [
      row.label?.[language.language] ?? words.notGiven,
      row.total,
      row.changed,
      row.before ?? '',
      row.after ?? '',
    ]);
  const heads = [words.all, words.would, words.yuanBefore, words.yuanAfter];
  yield sheet(words.byCause, [words.cause, ...heads], groups(causes));
  yield sheet(words.byClass, [words.class, ...heads], groups(classes));
  if (cost !== null)
    yield sheet(
      words.byPlace,
      [words.code, words.village, ...heads],
      places.map((row) => [row.code, row.name, row.total, row.changed, row.before ?? '', row.after ?? '']),
    );
  const rows: RowValues[] = [];
  for (let at = 0; at < changed; at += AT_ONCE) {
    for (const row of await read(at, AT_ONCE)) {
      rows.push([
        row.household_no ?? '',
        row.name ?? '',
        row.village,
        say(row.before),
        say(row.after),
        row.amountBefore ?? '',
        row.amountAfter ?? '',
      ]);
    }
  }
  yield sheet(
    words.list,
    [words.number, words.head, words.village, words.before, words.after, words.yuanBefore, words.yuanAfter],
    rows,
  );
}

function sheet(name: string, heads: readonly string[], rows: readonly RowValues[]): SheetData {
  return { name, rows: [[...heads], ...rows], headerRow: 1, filter: true, widths: heads.map(() => 16) };
}

function named(chinese: string, { english }: In): string {
  return english?.names.get(chinese) ?? chinese;
}

/** Yes and no are answered as truths, and as texts here and there. */
function outcomeWords(outcome: string | null, { language, english }: In): string {
  const words = TRIAL_WORDS[language];
  if (outcome === null) return words.blank;
  if (outcome === 'true' || outcome === '是') return words.yes;
  if (outcome === 'false' || outcome === '否') return words.no;
  return english?.values.get(outcome) ?? outcome;
}
