import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getVillageBoard } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { codeLabel, exitTone } from '../../register/labels.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { caseTone } from './words.ts';

interface Props {
  readonly code: string;
  /** Those that are in no procedure too. */
  readonly all?: boolean;
}

/** Households of a village at a glance: what each is, and where it stands in its procedures. */
export function VillageBoard({ code, all = false }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mine = useQuery(sessionQuery).data?.permissions.includes('procedure.read') === true;
  const query = useQuery({
    queryKey: ['village', code, 'board'],
    queryFn: ({ signal }) => call(getVillageBoard, { params: { code }, signal }),
    enabled: mine,
  });
  if (!mine) return null;
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const households = query.data.households.filter(({ cases }) => all || cases.length > 0);
  if (households.length === 0) return null;
  type Row = (typeof households)[number];
  const word = (field: string, value: string | null) =>
    value === null ? '' : codeLabel(field, value, language);
  const columns: Column<Row>[] = [
    {
      key: 'head',
      title: t('notices.head'),
      header: true,
      render: (row) => (
        <Link to="/households/$id" params={{ id: row.id }}>
          {row.head ?? row.household_no ?? row.id}
        </Link>
      ),
    },
    { key: 'group', title: t('procedures.group'), minor: true, render: ({ group }) => group ?? '' },
    {
      key: 'members',
      title: t('procedures.members'),
      numeric: true,
      render: ({ members }) => count(members),
    },
    {
      key: 'exit',
      title: t('procedures.exitState'),
      render: (row) => (
        <StateWord tone={exitTone(row.exit_state)}>{word('household.exit_state', row.exit_state)}</StateWord>
      ),
    },
    {
      key: 'class',
      title: t('procedures.class'),
      render: (row) =>
        word('household.monitor_class', row.monitor_class) ||
        word('household.poverty_class', row.poverty_class),
    },
    {
      key: 'findings',
      title: t('menu.findings'),
      numeric: true,
      render: (row) => (row.findings === 0 ? '' : count(row.findings)),
    },
    {
      key: 'cases',
      title: t('menu.cases'),
      wide: true,
      render: (row) =>
        row.cases.map((one) => (
          <span key={one.id} className="standing">
            <Link to="/cases/$id" params={{ id: one.id }}>
              {one.procedure[language]}
            </Link>{' '}
            <StateWord tone={caseTone({ ended: null, late: one.late })}>
              {one.stateName[language]}
            </StateWord>{' '}
          </span>
        )),
    },
  ];
  return (
    <section aria-labelledby="board">
      <h2 id="board">
        {t(all ? 'procedures.boardAll' : 'procedures.board', { n: count(households.length) })}
      </h2>
      <DataTable
        caption={t(all ? 'procedures.boardAll' : 'procedures.board', { n: count(households.length) })}
        columns={columns}
        rows={households}
        rowKey={({ id }) => id}
        cards
      />
    </section>
  );
}
