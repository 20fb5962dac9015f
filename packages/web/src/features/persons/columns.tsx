import { Link } from '@tanstack/react-router';
import { columnOf, fieldsOf } from '@mingbai/core';
import type { PersonRow } from '@mingbai/core/api';
import type { TFunction } from 'i18next';
import type { Language } from '../../format/values.ts';
import { fieldLabel, valueText } from '../../register/labels.ts';
import type { Column } from '../../ui/DataTable.tsx';

export const STANDARD_COLUMNS = [
  'identity',
  'sex',
  'age',
  'township',
  'village',
  'household_no',
  'labour_skill',
  'health',
  'education',
  'enrolment',
];

const SEALED = new Set(['identity', 'phone', 'account']);

export function personColumns(t: TFunction, language: Language): Column<PersonRow>[] {
  const text = (
    key: string,
    title: string,
    of: (row: PersonRow) => string,
    tail = false,
  ): Column<PersonRow> => ({
    tail,
    key,
    title,
    render: of,
  });
  const rest = fieldsOf('person')
    .filter((field) => !SEALED.has(field.type) && field.key !== 'person.name')
    .map((field): Column<PersonRow> => {
      const key = columnOf(field);
      return {
        key,
        title: field[language],
        numeric: field.type === 'integer',
        render: (row) => valueText(field.key, row.values[key], language),
      };
    });
  return [
    {
      key: 'name',
      title: fieldLabel('person.name', language),
      header: true,
      render: (row) => (
        <Link to="/households/$id" params={{ id: row.household }}>
          {row.name}
        </Link>
      ),
    },
    text('identity', fieldLabel('person.identity_no', language), (row) => row.identity ?? '', true),
    {
      key: 'age',
      title: t('person.age'),
      numeric: true,
      render: (row) => (row.age === null ? '' : `${row.age} ${t('unit.years')}`),
    },
    text('township', t('region.township'), (row) => row.township),
    text('village', t('region.village'), (row) => row.region.name),
    text('household_no', fieldLabel('household.household_no', language), (row) => row.household_no, true),
    ...rest,
  ];
}
