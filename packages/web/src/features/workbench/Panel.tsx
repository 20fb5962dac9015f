import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ListState } from '../../register/ListState.tsx';

interface Props {
  readonly title: string;
  /** How many wait, beside the title. */
  readonly amount?: string | undefined;
  /** The link to the list itself. */
  readonly to: ReactNode;
  readonly query: Pick<UseQueryResult, 'isPending' | 'error' | 'refetch'>;
  readonly emptyText: string;
  /** Each of them a line. */
  readonly children: readonly ReactNode[];
  /** What is not shown. */
  readonly more?: ReactNode;
}

/** A few lines of a list on the workbench. */
export function Panel({ title, amount, to, query, emptyText, children, more }: Props) {
  return (
    <section className="panel stack" aria-label={title}>
      <div className="row">
        <h2>{title}</h2>
        {amount !== undefined && <span className="soft">{amount}</span>}
        <span className="grow" />
        {to}
      </div>
      <ListState
        pending={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={children.length === 0}
        emptyText={emptyText}
      >
        <ul className="workbench-lines">{children}</ul>
        {more}
      </ListState>
    </section>
  );
}
