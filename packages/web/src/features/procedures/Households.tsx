import { useQuery } from '@tanstack/react-query';
import { searchHouseholds } from '@mingbai/core/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { ListState } from '../../register/ListState.tsx';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { HouseholdPicker } from './HouseholdPicker.tsx';
import { Ticks } from './Ticks.tsx';

/** Of one village; a longer list is begun in parts. */
const MOST = 200;

interface Props {
  readonly procedure: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  /** The village of who works in one. */
  readonly village: string | undefined;
}

/** For whom: one household after another by search, or those of a village ticked in its list. */
export function Households({ procedure, chosen, onChange, village }: Props) {
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
      {listed && <OfVillage procedure={procedure} village={village} chosen={chosen} onChange={onChange} />}
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

function OfVillage({ procedure, village, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const [region, setRegion] = useState(village);
  const query = useQuery({
    queryKey: ['household-picker', 'village', region],
    queryFn: ({ signal }) => call(searchHouseholds, { body: { region, offset: 0, limit: MOST }, signal }),
    enabled: region !== undefined,
  });
  const rows = query.data?.rows ?? [];
  return (
    <div className="stack">
      <RegionPicker
        label={t('procedures.place')}
        width="100%"
        value={region}
        onChange={(next) => (onChange([]), setRegion(next))}
      />
      {region !== undefined && (
        <ListState
          pending={query.isPending}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={rows.length === 0}
          emptyText={t('households.empty')}
        >
          <Ticks procedure={procedure} rows={rows} chosen={chosen} onChange={onChange} />
          {(query.data?.total ?? 0) > rows.length && (
            <p className="soft">{t('procedures.moreInVillage', { shown: count(MOST) })}</p>
          )}
        </ListState>
      )}
    </div>
  );
}
