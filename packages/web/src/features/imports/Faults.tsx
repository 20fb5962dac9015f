import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listFaults, type ImportFault, type ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ListTable } from '../../register/ListTable.tsx';
import { listPage } from '../../register/listPage.ts';
import { Clipped } from '../../ui/Clipped.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { targetLabel } from './targets.ts';
import { ruleLabel } from './ruleLabel.ts';
import { doubtsIn, placeIn } from './states.ts';

/** What is wrong: the rules with their counts at the side, the cells beside them. */
export function Faults({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/shell/imports/$id' });
  const navigate = useNavigate({ from: '/imports/$id' });
  const { page, rows, offset, limit } = listPage(search);
  const { rule } = search;
  const query = useQuery({
    queryKey: ['faults', job.id, job.state, doubtsIn(job), rule, offset, limit],
    queryFn: ({ signal }) =>
      call(listFaults, { params: { id: job.id }, query: { rule, offset, limit }, signal }),
    placeholderData: keepPreviousData,
  });
  const choose = (next: string | undefined) =>
    void navigate({ search: { tab: 'wrong', ...(next === undefined ? {} : { rule: next }) } });
  const rules = [
    ...(job.counts?.rules ?? []).map((each) => ({ ...each, label: ruleLabel(each.rule, language) })),
    ...(job.doubts?.rules ?? []).map((each) => ({ ...each, label: each.title[language] })),
  ];
  // What a data rule says of a row keeps nobody out: only what cannot be read does.
  const doubts = new Set((job.doubts?.rules ?? []).map((each) => each.rule));
  const kind = (rule: string, severity: string) =>
    doubts.has(rule) ? 'doubt' : severity === 'error' ? 'error' : 'warning';
  const packed = (query.data?.rows ?? []).some((fault) => fault.file !== job.file);
  const named = (query.data?.rows ?? []).some((fault) => fault.who !== null);
  return (
    <div className="faults">
      <nav aria-label={t('fault.rules')}>
        <ul className="fault-rules">
          <li>
            <button
              type="button"
              className="linklike"
              aria-pressed={rule === undefined}
              onClick={() => choose(undefined)}
            >
              {t('fault.all')}
            </button>
          </li>
          {rules.map((each) => (
            <li key={each.rule}>
              <button
                type="button"
                className="linklike"
                aria-pressed={rule === each.rule}
                onClick={() => choose(each.rule)}
              >
                {each.label}
              </button>{' '}
              <span className="soft">
                {t(`fault.${kind(each.rule, each.severity)}`)} {count(each.count)}
              </span>
            </li>
          ))}
        </ul>
      </nav>
      <div className="stack">
        <ListTable
          caption={t('importTab.wrong')}
          query={query}
          columns={[
            {
              key: 'cell',
              title: t('fault.cell'),
              header: true,
              render: (fault) => (
                <span className="cell-address">
                  {fault.sheet === '' ? t('fault.whole') : `${fault.column}${fault.row}`}
                </span>
              ),
            },
            ...(named
              ? [
                  {
                    key: 'who',
                    title: t('fault.who'),
                    render: (fault: ImportFault) => (fault.who === null ? '' : <Clipped text={fault.who} />),
                  },
                ]
              : []),
            {
              key: 'severity',
              title: t('fault.severity'),
              render: (fault) => (
                <StateWord tone={kind(fault.rule, fault.severity) === 'error' ? 'red' : 'amber'}>
                  {t(`fault.${kind(fault.rule, fault.severity)}`)}
                </StateWord>
              ),
            },
            {
              key: 'field',
              title: t('fault.field'),
              render: (fault) => targetLabel(fault.field, language),
            },
            {
              key: 'value',
              title: t('fault.value'),
              render: (fault) => (fault.value === '' ? '' : <Clipped text={fault.value} />),
            },
            {
              key: 'message',
              title: t('fault.message'),
              wrap: true,
              render: (fault) => fault.message[language],
            },
            ...(packed || job.sheets.length > 1
              ? [
                  {
                    key: 'sheet',
                    title: t(packed ? 'fault.fileSheet' : 'fault.sheet'),
                    render: (fault: ImportFault) => <Clipped text={placeIn(job, fault)} />,
                  },
                ]
              : []),
          ]}
          rowKey={(fault) =>
            `${fault.file}/${fault.sheet}/${fault.row}/${fault.column}/${fault.rule}/${fault.value}`
          }
          emptyText={t('fault.none')}
          onClear={rule !== undefined ? () => choose(undefined) : undefined}
          page={page}
          rows={rows}
          onTurn={(next) =>
            void navigate({ search: (old) => ({ ...old, tab: 'wrong', page: String(next) }) })
          }
        />
      </div>
    </div>
  );
}
