import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getCaseBoard, type CaseFilter } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { pick } from '../../app/address.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { CASE_KEYS } from './searchKeys.ts';

/** Places × states: how many households stand where, and how many are late; every number opens its cases. */
export function Board({ filter }: { readonly filter: CaseFilter }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['cases', 'board', filter],
    queryFn: ({ signal }) => call(getCaseBoard, { query: filter, signal }),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const { cells } = query.data;
  if (cells.length === 0) return <p className="soft">{t('procedures.empty')}</p>;
  const procedures = new Map(cells.map(({ procedure }) => [procedure.id, procedure]));
  return (
    <div className="stack">
      {[...procedures.values()].map((procedure) => {
        const own = cells.filter((cell) => cell.procedure.id === procedure.id);
        const states = [...new Map(own.map(({ state, stateName }) => [state, stateName]))];
        const places = [...new Map(own.map(({ place }) => [place.code, place])).values()];
        const columns: Column<(typeof places)[number]>[] = [
          {
            key: 'place',
            title: t('procedures.place'),
            header: true,
            render: (place) =>
              place.level === 'village' ? (
                <Link to="/villages/$code" params={{ code: place.code }}>
                  {place.name}
                </Link>
              ) : (
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
                  search={pick({ ...filter, region: place.code, procedure: procedure.id, state }, CASE_KEYS)}
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
