import { Link } from '@tanstack/react-router';
import { fieldsOf, columnOf, findField } from '@mingbai/core';
import type { HouseholdRow } from '@mingbai/core/api';
import type { TFunction } from 'i18next';
import { count, type Language } from '../../format/values.ts';
import { exitTone, valueText } from '../../register/labels.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { StateWord } from '../../ui/StateWord.tsx';

export const STANDARD_COLUMNS = [
  'head',
  'head_identity',
  'members',
  'township',
  'village',
  'exit_state',
  'monitor_class',
  'main_cause',
  'per_capita_net',
];

/** Which of them the server orders by. */
const SORTABLE = new Set(['household_no', 'head', 'members', 'village', 'per_capita_net']);
const SEALED = new Set(['identity', 'phone', 'account']);
const NUMERIC = new Set(['money', 'integer', 'decimal']);

/** Who and where first, then every open field of a household, as the dictionary has them. */
export function householdColumns(t: TFunction, language: Language): Column<HouseholdRow>[] {
  const own: Column<HouseholdRow>[] = [
    {
      key: 'household_no',
      title: findField('household.household_no')?.[language] ?? '',
      header: true,
      render: (row) => (
        <Link to="/households/$id" params={{ id: row.id }}>
          {row.household_no}
        </Link>
      ),
    },
    {
      key: 'head',
      title: t('household.head'),
      lead: true,
      // The number beside it is the same link for the keyboard; a thumb looks for the name.
      render: (row) =>
        row.head === null && row.matched === undefined ? (
          ''
        ) : (
          <>
            <Link to="/households/$id" params={{ id: row.id }} tabIndex={-1}>
              {row.head}
            </Link>
            {row.matched !== undefined && (
              <span className="soft under">
                {t('household.matched', { ...row.matched, identity: row.matched.identity ?? '' })}
              </span>
            )}
          </>
        ),
    },
    {
      key: 'head_identity',
      title: t('household.headIdentity'),
      tail: true,
      render: (row) => row.head_identity ?? '',
    },
    { key: 'members', title: t('household.members'), numeric: true, render: (row) => count(row.members) },
    { key: 'township', title: t('region.township'), render: (row) => row.township },
    {
      key: 'village',
      title: t('region.village'),
      render: (row) => (
        <Link to="/villages/$code" params={{ code: row.region.code }}>
          {row.region.name}
        </Link>
      ),
    },
    { key: 'group', title: t('region.group'), render: (row) => row.group ?? '' },
  ];
  const rest = fieldsOf('household')
    .filter((field) => !SEALED.has(field.type) && columnOf(field) !== 'household_no')
    .map((field): Column<HouseholdRow> => {
      const key = columnOf(field);
      return {
        key,
        title: field[language],
        numeric: NUMERIC.has(field.type),
        render: (row) => {
          const text = valueText(field.key, row.values[key], language);
          return key === 'exit_state' ? (
            <StateWord tone={exitTone(row.values[key] as string | null)}>{text}</StateWord>
          ) : (
            text
          );
        },
      };
    });
  return [...own, ...rest].map((column) =>
    SORTABLE.has(column.key) ? { ...column, sortable: true } : column,
  );
}
