import { listFindings, type FindingFilter } from '@mingbai/core/api';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { PagedList } from '../../register/PagedList.tsx';
import { usePages } from '../../register/usePages.ts';
import { Batch } from './Batch.tsx';
import { useFindingColumns } from './useFindingColumns.tsx';
import { useChosen } from '../../ui/useChosen.ts';
import { ACTION_KEYS } from './words.ts';

/** The findings of a filter, by their due day; chosen ones are decided together, by mouse or keyboard. */
export function FindingList({
  filter,
  onClear,
}: {
  readonly filter: FindingFilter;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation();
  const pages = usePages(['findings', 'list', filter], (page, signal) =>
    call(listFindings, { query: { ...filter, ...page }, signal }),
  );
  const { query, rows, total } = pages;
  const list = useRef<HTMLDivElement>(null);
  const chosen = useChosen(rows, list, ACTION_KEYS);
  const columns = useFindingColumns(chosen);
  const filtered = Object.keys(filter).length > 0;
  return (
    <div className="stack" ref={list}>
      <div className="row batch">
        <span role="status">{query.isSuccess && t('findings.total', { total: count(total) })}</span>
        {total > 0 && <Batch chosen={chosen} rows={rows} filter={filter} total={total} />}
      </div>
      <PagedList
        pages={pages}
        caption={t('menu.findings')}
        columns={columns}
        filtered={filtered}
        onClear={onClear}
        emptyText={t('findings.empty')}
      />
    </div>
  );
}
