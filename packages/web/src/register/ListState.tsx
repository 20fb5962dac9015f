import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../ui/Loading.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  readonly pending: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly empty: boolean;
  /** Filters are set: the list may be empty because of them. */
  readonly filtered?: boolean;
  readonly onClear?: () => void;
  readonly emptyText: string;
  /** Where the words for an empty filtered list are the page's own: what it says, and what the button does. */
  readonly noMatch?: string;
  readonly clear?: string;
  /** What else an empty filtered list says. */
  readonly tips?: ReactNode;
  readonly children: ReactNode;
}

/** The four states of a list: loading, failed, empty with what to do, rows. */
export function ListState({
  pending,
  error,
  onRetry,
  empty,
  filtered = false,
  onClear,
  emptyText,
  noMatch,
  clear,
  tips,
  children,
}: Props) {
  const { t } = useTranslation();
  if (pending) return <Loading />;
  if (error !== null) return <ProblemNote error={error} onRetry={onRetry} />;
  if (!empty) return children;
  return (
    <div className="panel state" role="status">
      <p>{filtered ? (noMatch ?? t('state.noMatch')) : emptyText}</p>
      {filtered && (
        <button type="button" className="linklike" onClick={onClear}>
          {clear ?? t('filter.clear')}
        </button>
      )}
      {filtered && tips}
    </div>
  );
}
