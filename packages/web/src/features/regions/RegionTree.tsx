import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isWithin, type RegionCode } from '@mingbai/core';
import { listRegions } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Props {
  /** The day whose regions are shown; today's without it. */
  readonly on: string | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (code: string) => void;
}

export function RegionTree(props: Props) {
  return <Branch {...props} under={undefined} />;
}

/** The regions directly below one, each asked for when it is opened. */
function Branch({ under, ...props }: Props & { readonly under: string | undefined }) {
  const { t } = useTranslation();
  const { on } = props;
  const query = useQuery({
    queryKey: ['regions-on', under, on],
    queryFn: ({ signal }) => call(listRegions, { query: { under, on }, signal }),
    placeholderData: keepPreviousData,
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <p className="soft">{t('regions.noneThen')}</p>;
  return (
    <ul aria-busy={query.isPlaceholderData}>
      {query.data.map((region) => (
        <Twig key={region.code} region={region} isTop={under === undefined} {...props} />
      ))}
    </ul>
  );
}

interface Listed {
  readonly code: string;
  readonly name: string;
  readonly children: number;
  readonly keyPoor: boolean;
}

function Twig({ region, isTop, ...props }: Props & { readonly region: Listed; readonly isTop: boolean }) {
  const { t } = useTranslation();
  const { chosen, onChoose } = props;
  const leadsToChosen =
    chosen !== undefined &&
    chosen !== region.code &&
    isWithin(chosen as RegionCode, region.code as RegionCode);
  const [opened, setOpened] = useState<boolean | undefined>(undefined);
  const open = opened ?? (isTop || leadsToChosen);
  return (
    <li>
      <span className="region-twig">
        {region.children > 0 ? (
          <button
            type="button"
            className="region-open"
            aria-expanded={open}
            aria-label={t('regions.below', { name: region.name })}
            onClick={() => setOpened(!open)}
          >
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          </button>
        ) : (
          <span className="region-open" />
        )}
        <button
          type="button"
          className="linklike"
          aria-current={region.code === chosen ? 'true' : undefined}
          onClick={() => onChoose(region.code)}
        >
          {region.name}
        </button>
        {region.children > 0 && <span className="soft">{count(region.children)}</span>}
        {region.keyPoor && <span className="soft">{t('picture.keyPoor')}</span>}
      </span>
      {open && region.children > 0 && <Branch under={region.code} {...props} />}
    </li>
  );
}
