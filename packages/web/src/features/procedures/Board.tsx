import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { levelOf, type RegionCode } from '@mingbai/core';
import { getCaseBoard, listProcedures, type CaseFilter } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { pick } from '../../app/address.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { CASE_KEYS } from './searchKeys.ts';
import { VillageBoard } from './VillageBoard.tsx';

/** Places × states: how many households stand where, and how many are late; every number opens its cases. */
export function Board({ filter }: { readonly filter: CaseFilter }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['cases', 'board', filter],
    queryFn: ({ signal }) => call(getCaseBoard, { query: filter, signal }),
    enabled: !isVillage(filter.region),
  });
  const defined = useQuery({
    queryKey: ['procedures'],
    queryFn: ({ signal }) => call(listProcedures, { query: {}, signal }),
    staleTime: 300_000,
  }).data?.procedures;
  // Of a village, household by household.
  if (isVillage(filter.region)) return <VillageBoard code={filter.region} all />;
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const { cells } = query.data;
  if (cells.length === 0) return <p className="soft">{t('procedures.empty')}</p>;
  const procedures = new Map(cells.map(({ procedure }) => [procedure.id, procedure]));
  return (
    <div className="stack">
      {[...procedures.values()].map((procedure) => {
        const own = cells.filter((cell) => cell.procedure.id === procedure.id);
        const order = Object.keys(
          defined?.find((one) => one.procedure.id === procedure.id)?.procedure.states ?? {},
        );
        const states = [...new Map(own.map(({ state, stateName }) => [state, stateName]))].sort(
          ([a], [b]) => order.indexOf(a) - order.indexOf(b),
        );
        const places = [...new Map(own.map(({ place }) => [place.code, place])).values()];
        const columns: Column<(typeof places)[number]>[] = [
          {
            key: 'place',
            title: t('procedures.place'),
            header: true,
            render: (place) => (
              <Link to="/cases" search={pick({ ...filter, region: place.code, view: 'board' }, CASE_KEYS)}>
                {place.name}
              </Link>
            ),
          },
          ...states.map(([state, name]): Column<(typeof places)[number]> => ({
            key: state,
            title: name[language],
            numeric: true,
            render: (place) => {
              const cell = own.find((one) => one.place.code === place.code && one.state === state);
              if (cell === undefined) return '';
              return (
                <Link
                  to="/cases"
                  search={pick(
                    { all: 'true', ...filter, region: place.code, procedure: procedure.id, state },
                    CASE_KEYS,
                  )}
                >
                  {count(cell.count)}
                  {cell.late > 0 && (
                    <strong className="late"> {t('procedures.ofThemLate', { n: count(cell.late) })}</strong>
                  )}
                </Link>
              );
            },
          })),
        ];
        return (
          <section key={procedure.id}>
            <h2>{procedure.name[language]}</h2>
            <DataTable
              caption={procedure.name[language]}
              columns={columns}
              rows={places}
              rowKey={({ code }) => code}
            />
          </section>
        );
      })}
    </div>
  );
}

function isVillage(region: string | undefined): region is string {
  return region !== undefined && /^\d{12}$/.test(region) && levelOf(region as RegionCode) === 'village';
}
