import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { count } from '../format/values.ts';

/** One page at the smallest size: nothing to turn. */
const SMALLEST = 20;

interface Props {
  readonly page: number;
  readonly rows: number;
  readonly total: number;
  readonly onChange: (page: number, rows: number) => void;
}

export function Pager({ page, rows, total, onChange }: Props) {
  const { t } = useTranslation();
  if (total <= SMALLEST) return null;
  return (
    <nav aria-label={t('table.pages')} style={{ display: 'flex', justifyContent: 'flex-end' }}>
      <Pagination
        current={page}
        pageSize={rows}
        total={total}
        onChange={onChange}
        showSizeChanger
        pageSizeOptions={[20, 50, 100, 200]}
        showTotal={(all, [from, to]) =>
          t('table.range', { from: count(from), to: count(to), total: count(all) })
        }
        responsive
      />
    </nav>
  );
}
