import { useQuery } from '@tanstack/react-query';
import { ROLES } from '@mingbai/core';
import { listProcedures, type ProcedureView } from '@mingbai/core/api';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { listMark } from '../findings/words.ts';
import { Diagram } from './Diagram.tsx';
import { procedureOptions } from './kinds.ts';

interface Props {
  readonly shown: string | undefined;
  readonly onShow: (id: string) => void;
}

/** The procedures in force here, each as a drawing and as a table of who does what on which papers. */
export function ProcedureLibrary({ shown, onShow }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['procedures'],
    queryFn: ({ signal }) => call(listProcedures, { query: {}, signal }),
    staleTime: 300_000,
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const { procedures, warnings } = query.data;
  const kinds = procedureOptions(
    procedures.map(({ procedure }) => procedure),
    language,
    t,
  );
  const wanted = shown ?? kinds[0]?.options[0]?.value;
  const here = procedures.find(({ procedure }) => procedure.id === wanted) ?? procedures[0];
  return (
    <div className="stack">
      {warnings.map((warning) => (
        <p key={warning.en} role="note" className="warning">
          {warning[language]}
        </p>
      ))}
      <Select
        aria-label={t('procedures.which')}
        style={{ maxWidth: 420 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={here?.procedure.id ?? null}
        options={kinds}
        onChange={onShow}
      />
      {here !== undefined && <Shown view={here} />}
    </div>
  );
}

function Shown({ view }: { readonly view: ProcedureView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { procedure, version } = view;
  const actions = Object.entries(procedure.actions).map(([name, action]) => ({ name, ...action }));
  type Row = (typeof actions)[number];
  const stateName = (state: string) =>
    state === 'new' ? t('procedures.start') : (procedure.states[state]?.[language] ?? state);
  const list = (words: readonly string[]) => words.join(listMark(language));
  const columns: Column<Row>[] = [
    { key: 'action', title: t('procedures.step'), header: true, render: (row) => row[language] },
    {
      key: 'from',
      title: t('procedures.fromState'),
      wrap: true,
      render: ({ from }) => list(from.map(stateName)),
    },
    { key: 'to', title: t('procedures.toState'), render: ({ to }) => stateName(to) },
    {
      key: 'by',
      title: t('procedures.by'),
      render: ({ by }) => list(by.map((role) => ROLES[role][language])),
    },
    {
      key: 'needs',
      title: t('procedures.needs'),
      wrap: true,
      render: ({ evidence, vote, afterNotice, reason }) =>
        list([
          ...(vote === undefined ? [] : [vote[language]]),
          ...evidence.filter(({ least }) => least > 0).map((need) => need[language]),
          ...(afterNotice ? [t('procedures.afterNotice')] : []),
          ...(reason ? [t('procedures.reason')] : []),
        ]),
    },
  ];
  return (
    <>
      <p>{procedure.summary[language]}</p>
      <p className="soft">
        {t('notices.basis')}：{procedure.source[language]} · {t(`policy.quality.${procedure.quality}`)} ·{' '}
        {t('procedures.inForce', { from: procedure.from, version })}
      </p>
      <Diagram view={view} />
      {procedure.deadlines.length > 0 && (
        <ul>
          {procedure.deadlines.map(({ key, within, ...name }) => (
            <li key={key}>
              {name[language]}{' '}
              <span className="soft">{t(`procedures.days.${within.count}`, { n: within.days })}</span>
            </li>
          ))}
        </ul>
      )}
      <DataTable
        caption={procedure[language]}
        columns={columns}
        rows={actions}
        rowKey={({ name }) => name}
        cards
      />
    </>
  );
}
