import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../format/values.ts';
import { PageTitle } from '../ui/PageTitle.tsx';

interface Props {
  readonly title: string;
  readonly total: number | undefined;
  /** Of very long lists the server counts only so far. */
  readonly exact: boolean;
  readonly unit: string;
  readonly filtered: boolean;
  readonly onClear: () => void;
  /** Search box and region, in the same line where there is room. */
  readonly find?: ReactNode;
  readonly children?: ReactNode;
}

/** Title, how many there are, and what can be done with the list; the count is said when it changes. */
export function ListHead({ title, total, exact, unit, filtered, onClear, find, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <PageTitle text={title} />
      <span role="status">{total !== undefined && `${exact ? '' : '≥ '}${count(total)} ${unit}`}</span>
      {filtered && (
        <button type="button" className="linklike" onClick={onClear}>
          {t('filter.clear')}
        </button>
      )}
      {find ?? <span className="grow" />}
      {children}
    </div>
  );
}
