import {
  type CalendarFile,
  type DecisionLibrary,
  loadCalendars,
  type LoadedProcedure,
  loadProcedures,
  readBundle,
  type RefusedFile,
} from '@mingbai/policy';

/** The procedures and calendars that come with the house, and the files that are not right. */
export interface HouseFiles {
  readonly procedures: readonly LoadedProcedure[];
  readonly calendars: readonly CalendarFile[];
  readonly refused: readonly RefusedFile[];
}

export async function houseFiles(decisions: DecisionLibrary): Promise<HouseFiles> {
  const bundle = await readBundle();
  const { procedures, refused } = loadProcedures(bundle, decisions);
  const calendars = loadCalendars(bundle);
  return { procedures, calendars: calendars.files, refused: [...refused, ...calendars.refused] };
}

/** One line for each thing that is wrong, where it stands. */
export function wordsOfFile({ file, problems }: RefusedFile): string {
  return problems
    .map(({ line, column, zh, en }) => `policy/${file}:${line}:${column} ${zh} · ${en}`)
    .join('\n');
}

/** Procedures and calendars as rows of `policy list`. */
export function rowsOf({ procedures, calendars }: HouseFiles) {
  return [
    ...procedures.map(({ procedure, region, version, file }) => ({
      procedure: procedure.id,
      zh: procedure.zh,
      en: procedure.en,
      region,
      from: procedure.from,
      to: procedure.to ?? null,
      version,
      source: procedure.source,
      quality: procedure.quality,
      file,
    })),
    ...calendars.map(({ year, source, quality }) => ({
      calendar: year,
      zh: `${year} 年节假日历`,
      en: `Days off in ${year}`,
      region: '000000000000',
      from: `${year}-01-01`,
      to: `${year}-12-31`,
      version: '',
      source,
      quality,
      file: `calendars/${year}.yaml`,
    })),
  ];
}
