import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A number, and the rows behind it: a list of the register with a filter. */
export interface Rows {
  readonly to: '/households' | '/persons';
  readonly search: Readonly<Record<string, string>>;
}

export function RowsLink({
  rows,
  children,
  label,
}: {
  readonly rows: Rows;
  readonly children: ReactNode;
  readonly label?: string;
}) {
  return (
    <Link to={rows.to} search={rows.search} aria-label={label}>
      {children}
    </Link>
  );
}
