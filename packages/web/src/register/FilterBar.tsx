import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './filters.css';

/** Filters in a line under the head of a list; on a phone they wait behind a button. */
export function FilterBar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div role="group" aria-label={label}>
      <Button className="filter-more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('filter.more')}
      </Button>
      <div className={`filter-rest${open ? ' filter-open' : ''}`}>{children}</div>
    </div>
  );
}
