import { useQuery } from '@tanstack/react-query';
import { searchHouseholds } from '@mingbai/core/api';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { ListState } from '../../register/ListState.tsx';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { householdLabel, HouseholdPicker } from './HouseholdPicker.tsx';

/** Of one village; a longer list is begun in parts. */
const MOST = 200;

interface Props {
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  /** The village of who works in one. */
  readonly village: string | undefined;
}

/** For whom: one household after another by search, or those of a village ticked in its list. */
export function Households({ chosen, onChange, village }: Props) {
  const { t } = useTranslation();
  const [listed, list] = useState(false);
  const empty = chosen.length === 0 ? [''] : chosen;
  return (
    <div className="stack" role="group" aria-label={t('procedures.whom')}>
      {!listed &&
        empty.map((id, at) => (
          <HouseholdPicker
            key={at}
            value={id}
            onChange={(next) =>
              onChange(
                next === undefined
                  ? chosen.toSpliced(at, 1)
                  : [...chosen.slice(0, at), next, ...chosen.slice(at + 1)],
              )
            }
          />
        ))}
      {listed && <OfVillage village={village} chosen={chosen} onChange={onChange} />}
      <div className="row">
        {!listed && chosen.length > 0 && !chosen.includes('') && (
          <Button onClick={() => onChange([...chosen, ''])}>{t('procedures.oneMore')}</Button>
        )}
        <Button type="link" onClick={() => (onChange([]), list(!listed))}>
          {t(listed ? 'procedures.bySearch' : 'procedures.fromVillage')}
        </Button>
      </div>
    </div>
  );
}

function OfVillage({ village, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const [region, setRegion] = useState(village);
  const query = useQuery({
    queryKey: ['household-picker', 'village', region],
    queryFn: ({ signal }) => call(searchHouseholds, { body: { region, offset: 0, limit: MOST }, signal }),
    enabled: region !== undefined,
  });
  const rows = query.data?.rows ?? [];
  const all = rows.map(({ id }) => id);
  return (
    <div className="stack">
      <RegionPicker label={t('procedures.place')} width="100%" value={region} onChange={setRegion} />
      {region !== undefined && (
        <ListState
          pending={query.isPending}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={rows.length === 0}
          emptyText={t('households.empty')}
        >
          <Checkbox
            checked={all.length > 0 && chosen.length === all.length}
            indeterminate={chosen.length > 0 && chosen.length < all.length}
            onChange={({ target }) => onChange(target.checked ? all : [])}
          >
            {t('procedures.chosenOf', { n: count(chosen.length), all: count(all.length) })}
          </Checkbox>
          <ul className="household-ticks">
            {rows.map((row) => (
              <li key={row.id}>
                <Checkbox
                  checked={chosen.includes(row.id)}
                  onChange={({ target }) =>
                    onChange(target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
                  }
                >
                  {householdLabel(row)}
                </Checkbox>
              </li>
            ))}
          </ul>
          {(query.data?.total ?? 0) > rows.length && (
            <p className="soft">{t('procedures.moreInVillage', { shown: count(MOST) })}</p>
          )}
        </ListState>
      )}
    </div>
  );
}
