import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './table.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** The name of the row, for those who hear the table. */
  readonly header?: boolean;
  /** Takes the room that is left and cuts long text, with the whole text as its title. */
  readonly wide?: boolean;
  readonly sortable?: boolean;
  /** Takes the room that is left and breaks into lines. */
  readonly wrap?: boolean;
  /** Left out on a phone. */
  readonly minor?: boolean;
  /** Heads the card of its row on a phone, where the row's name then stands last and small. */
  readonly lead?: boolean;
  /** Stands last and small on a phone. */
  readonly tail?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** On a phone each row becomes a card instead of scrolling sideways. */
  readonly cards?: boolean;
  readonly busy?: boolean;
  readonly sort?: Sort | undefined;
  readonly onSort?: (key: string) => void;
}

/**
 * A plain table, 27 pixels a row, so that twenty rows stand on a 768-pixel screen with the page's own
 * scroll bar only. Roles are written out because `display` on a phone would take them away.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  cards = false,
  busy = false,
  sort,
  onSort,
}: Props<Row>) {
  return (
    <div className="table-box">
      <table role="table" className={cards ? 'table table-cards' : 'table'} aria-busy={busy}>
        <caption className="sr">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)}>
              {columns.map((column) => {
                const Cell = column.header === true ? 'th' : 'td';
                const role = column.header === true ? 'rowheader' : 'cell';
                const shown = column.render(row);
                return (
                  <Cell
                    key={column.key}
                    role={role}
                    scope={column.header === true ? 'row' : undefined}
                    className={classOf(column)}
                    data-label={column.title}
                    data-empty={shown === '' || shown === null ? '' : undefined}
                    title={column.wide === true && typeof shown === 'string' ? shown : undefined}
                  >
                    {shown}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((key: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  const here = sort?.key === column.key;
  const order = here ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th role="columnheader" scope="col" className={classOf(column)} aria-sort={order}>
      {column.sortable === true && onSort !== undefined ? (
        <button type="button" className="sorter" title={t('table.sort')} onClick={() => onSort(column.key)}>
          {column.title}
          <span aria-hidden="true">{here ? (sort.descending ? ' ▼' : ' ▲') : ' ↕'}</span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

function classOf<Row>(column: Column<Row>): string | undefined {
  const names = [
    column.numeric === true ? 'num' : '',
    column.wide === true ? 'wide' : '',
    column.wrap === true ? 'wrap' : '',
    column.minor === true ? 'minor' : '',
    column.lead === true ? 'lead' : '',
    column.tail === true ? 'tail' : '',
  ];
  return names.filter((name) => name !== '').join(' ') || undefined;
}
