import type { PolicyCase } from '@mingbai/core/api';
import type { TFunction } from 'i18next';
import type { Column } from '../../ui/DataTable.tsx';
import { InBoth } from './InBoth.tsx';
import { ValueText } from './ValueText.tsx';

type Told = Pick<PolicyCase, 'zh' | 'en' | 'on' | 'region' | 'facts' | 'result'>;

/** A case as every list of cases tells it: what it is called, when and where, what is given and what it should give. */
export function caseColumns<Row extends Told>(
  t: TFunction,
  placeOf: (one: Row) => string | null | undefined,
): readonly Column<Row>[] {
  return [
    {
      key: 'case',
      title: t('policy.case'),
      header: true,
      wrap: true,
      render: (one) => (
        <>
          <InBoth zh={one.zh} en={one.en} />{' '}
          <span className="soft">
            {one.on} {placeOf(one) ?? one.region}
          </span>
        </>
      ),
    },
    {
      key: 'facts',
      title: t('policy.given'),
      wrap: true,
      render: ({ facts }) => <ValueText value={facts} />,
    },
    {
      key: 'result',
      title: t('policy.gives'),
      wrap: true,
      render: ({ result }) => <ValueText value={result} />,
    },
  ];
}
