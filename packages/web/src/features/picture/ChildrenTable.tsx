import { Link } from '@tanstack/react-router';
import type { Picture } from '@mingbai/core/api';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count, percent } from '../../format/values.ts';
import { DataTable, type Column, type Sort } from '../../ui/DataTable.tsx';
import { RowsLink } from '../../ui/RowsLink.tsx';

type Child = Picture['children'][number];
type Figure = 'households' | 'persons' | 'notExited' | 'monitored';

/** The regions below with their numbers; the name goes one step down, to the village page at the end. */
export function ChildrenTable({ rows }: { readonly rows: readonly Child[] }) {
  const { t } = useTranslation();
  // Once all are out of poverty, what is watched is what is worth seeing.
  const figure = rows.some((row) => row.notExited > 0) ? 'notExited' : 'monitored';
  const shareOf = (row: Child): number => (row.households === 0 ? 0 : row[figure] / row.households);
  const [sort, setSort] = useState<Sort>({ key: figure, descending: true });
  const sorted = useMemo(() => sortBy(rows, sort), [rows, sort]);
  const columns: Column<Child>[] = [
    {
      key: 'name',
      title: t('picture.region'),
      header: true,
      sortable: true,
      render: (row) => <RegionName child={row} />,
    },
    number('households', t('picture.households'), (row) => ({ region: row.region.code })),
    {
      key: 'persons',
      minor: true,
      title: t('picture.persons'),
      numeric: true,
      sortable: true,
      render: (row) => (
        <RowsLink rows={{ to: '/persons', search: { region: row.region.code } }}>
          {count(row.persons)}
        </RowsLink>
      ),
    },
    number('notExited', t('picture.notExited'), (row) => ({
      region: row.region.code,
      exit_state: 'poor,expected,returned',
    })),
    {
      key: 'share',
      minor: true,
      title: t(figure === 'notExited' ? 'picture.share' : 'picture.monitoredShare'),
      render: (row) => (
        <>
          <span className={`bar bar-${figure}`} aria-hidden="true">
            <span style={{ width: `${shareOf(row) * 100}%` }} />
          </span>{' '}
          {percent(row[figure], row.households)}
        </>
      ),
    },
    number('monitored', t('picture.monitored'), (row) => ({
      region: row.region.code,
      monitor_class: 'unstable,marginal,sudden',
    })),
  ];
  return (
    <section className="picture-children" aria-label={t('picture.children')}>
      <DataTable
        caption={t('picture.children')}
        columns={columns}
        rows={sorted}
        rowKey={(row) => row.region.code}
        sort={sort}
        onSort={(key) => setSort({ key, descending: sort.key === key ? !sort.descending : key !== 'name' })}
      />
    </section>
  );
}

function number(
  key: Exclude<Figure, 'persons'>,
  title: string,
  search: (row: Child) => Record<string, string>,
): Column<Child> {
  return {
    key,
    title,
    numeric: true,
    sortable: true,
    render: (row) => <RowsLink rows={{ to: '/households', search: search(row) }}>{count(row[key])}</RowsLink>,
  };
}

function RegionName({ child }: { readonly child: Child }) {
  const { t } = useTranslation();
  const { region } = child;
  return (
    <>
      {region.level === 'village' ? (
        <Link to="/villages/$code" params={{ code: region.code }}>
          {region.name}
        </Link>
      ) : (
        <Link to="/picture" search={{ region: region.code }}>
          {region.name}
        </Link>
      )}
      {child.keyPoor && <span className="soft"> {t('picture.keyPoor')}</span>}
    </>
  );
}

function sortBy(rows: readonly Child[], sort: Sort): Child[] {
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) =>
    sort.key === 'name'
      ? sign * a.region.code.localeCompare(b.region.code)
      : sign * (a[sort.key as Figure] - b[sort.key as Figure]),
  );
}
