import type { VillagePage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { StateWord } from '../../ui/StateWord.tsx';

/** What the village declared against what the register counts; a difference is a lead, not a verdict. */
export function Counted({ page }: { readonly page: VillagePage }) {
  const { t } = useTranslation();
  const declared = (column: string): number | null => {
    const value = page.profile?.values[column];
    return typeof value === 'number' ? value : null;
  };
  const rows = [
    {
      key: 'households',
      label: t('village.registeredHouseholds'),
      declared: declared('registered_households'),
      counted: page.counted.households,
    },
    {
      key: 'persons',
      label: t('village.registeredPersons'),
      declared: declared('registered_people'),
      counted: page.counted.persons,
    },
  ];
  return (
    <DataTable
      caption={t('village.counted')}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'label', title: t('village.counted'), header: true, render: (row) => row.label },
        {
          key: 'declared',
          title: t('village.declaredColumn'),
          numeric: true,
          render: (row) => (row.declared === null ? t('household.notGiven') : count(row.declared)),
        },
        {
          key: 'counted',
          title: t('village.countedColumn'),
          numeric: true,
          render: (row) => count(row.counted),
        },
        {
          key: 'difference',
          title: t('village.difference'),
          render: (row) => {
            if (row.declared === null) return '';
            const difference = row.counted - row.declared;
            return difference === 0 ? (
              <StateWord tone="green">{t('village.agrees')}</StateWord>
            ) : (
              <StateWord tone="amber">{`${difference > 0 ? '+' : ''}${count(difference)}`}</StateWord>
            );
          },
        },
      ]}
    />
  );
}
