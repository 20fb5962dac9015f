import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { findField } from '@mingbai/core';
import { listDifferences, type ImportDifference, type ImportJob } from '@mingbai/core/api';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count, type Language } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ListTable } from '../../register/ListTable.tsx';
import { listPage } from '../../register/listPage.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { Change } from '../household/Change.tsx';

interface Props {
  readonly job: ImportJob;
  readonly kind: 'new' | 'changed' | 'absent';
}

/** Rows that are new, that change (field by field, old → new), or that only the register has. */
export function Differences({ job, kind }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/shell/imports/$id' });
  const navigate = useNavigate({ from: '/imports/$id' });
  const nouns = (job.counts?.nouns ?? []).filter((each) => each[kind] > 0);
  const noun = nouns.find((each) => each.noun === search.noun)?.noun ?? nouns[0]?.noun;
  const { page, rows, offset, limit } = listPage(search);
  const query = useQuery({
    queryKey: ['differences', job.id, job.state, kind, noun, offset, limit],
    queryFn: ({ signal }) =>
      call(listDifferences, {
        params: { id: job.id },
        query: { noun: noun ?? '', kind, offset, limit },
        signal,
      }),
    enabled: noun !== undefined,
    placeholderData: keepPreviousData,
  });
  if (noun === undefined) return <p className="panel state">{t(`difference.none_${kind}`)}</p>;
  const inFile: Column<ImportDifference> = {
    key: 'row',
    title: t('difference.row'),
    numeric: true,
    render: (row) => row.row ?? '',
  };
  const household: Column<ImportDifference> = {
    key: 'household',
    title: t('difference.household'),
    render: (row) => row.household_no ?? '',
  };
  const changes: Column<ImportDifference> = {
    key: 'changes',
    title: t('difference.changes'),
    render: (row) => (
      <ul
        className="changes"
        style={{ whiteSpace: 'normal', display: 'flex', flexWrap: 'wrap', gap: '0 14px' }}
      >
        {row.changes.map((change) => (
          <Change key={change.field} noun={noun} change={change} />
        ))}
      </ul>
    ),
  };
  // Only what the register has can be opened.
  const what = (row: ImportDifference) =>
    kind === 'absent' && row.household_no !== null ? (
      <Link to="/households" search={{ q: row.household_no }}>
        {row.label}
      </Link>
    ) : (
      labelOf(noun, row.label, language)
    );
  const who: Column<ImportDifference>[] = [
    { key: 'head', title: t('difference.head'), render: (row) => row.head ?? '' },
    { key: 'village', title: t('difference.village'), render: (row) => row.village ?? '' },
  ];
  const found = query.data?.rows ?? [];
  // Of a household the number is its name already.
  const numbered = found.some((row) => row.household_no !== null && row.household_no !== row.label);
  return (
    <div className="stack">
      {kind === 'absent' && <p style={{ margin: 0 }}>{t('difference.absentWhy')}</p>}
      <Segmented
        aria-label={t('import.noun')}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        value={noun}
        options={nouns.map((each) => ({
          value: each.noun,
          label: `${t(`noun.${each.noun as 'person'}`)} ${count(each[kind])}`,
        }))}
        onChange={(next) => void navigate({ search: { tab: kind, noun: next } })}
      />
      <ListTable
        caption={t(`importTab.${kind}`)}
        query={query}
        columns={[
          {
            key: 'label',
            title: t('difference.what'),
            header: true,
            render: what,
          },
          ...(numbered ? [household] : []),
          ...(kind === 'absent' ? who : [inFile]),
          ...(kind === 'absent' ? [] : [changes]),
        ]}
        rowKey={(row) => `${row.sheet ?? ''}/${row.row ?? ''}/${row.household_no ?? ''}/${row.label}`}
        emptyText={job.state === 'committed' ? t('difference.gone') : t(`difference.none_${kind}`)}
        page={page}
        rows={rows}
        onTurn={(next) => void navigate({ search: { tab: kind, noun, page: String(next) } })}
      />
    </div>
  );
}

/** A person's name, a household's number; of an item of a list (income, measures) what the dictionary calls it. */
function labelOf(noun: string, label: string, language: Language): string {
  return findField(`${noun}.${label}`)?.[language] ?? label;
}
