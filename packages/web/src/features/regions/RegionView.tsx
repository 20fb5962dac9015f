import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getRegionHistory, type RegionHistory } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'antd';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { ChangeRegion, type ChangeKind } from './ChangeRegion.tsx';
import { RegionSteps } from './RegionSteps.tsx';

interface Props {
  readonly code: string;
  readonly onChoose: (code: string) => void;
}

/** One region: what it is called, where it lies, what became of it; and what I may do to it. */
export function RegionView({ code, onChoose }: Props) {
  const query = useQuery({
    queryKey: ['region-history', code],
    queryFn: ({ signal }) => call(getRegionHistory, { params: { code }, signal }),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} />;
  return <Region history={query.data} onChoose={onChoose} />;
}

function Region({
  history,
  onChoose,
}: {
  readonly history: RegionHistory;
  readonly onChoose: (code: string) => void;
}) {
  const { t } = useTranslation();
  const may = useQuery(sessionQuery).data?.permissions ?? [];
  const [changing, setChanging] = useState<ChangeKind | undefined>(undefined);
  const { region, successor, endedOn } = history;
  const merges = region.level === 'village' || region.level === 'township';
  return (
    <section className="panel stack" aria-labelledby="region-name">
      <div className="row">
        <h2 id="region-name">{region.name}</h2>
        <span className="soft">{t(`level.${region.level as 'village'}`)}</span>
        <span className="soft">{region.code}</span>
        {history.keyPoor && <StateWord tone="amber">{t('picture.keyPoor')}</StateWord>}
      </div>
      <p className="soft" style={{ margin: 0 }}>
        {history.path
          .filter((step) => step.level !== 'country')
          .map((step) => step.name)
          .join(' / ')}
      </p>
      {endedOn !== null && (
        <p className="panel past-note" style={{ margin: 0 }}>
          {t('regions.ended', { on: endedOn })}{' '}
          {successor !== null && (
            <button type="button" className="linklike" onClick={() => onChoose(successor.code)}>
              {successor.name}
            </button>
          )}
        </p>
      )}
      {endedOn === null && (
        <div className="row">
          {may.includes('register.read') && region.level === 'village' && (
            <Link to="/villages/$code" params={{ code: region.code }}>
              {t('regions.toVillage')}
            </Link>
          )}
          {may.includes('picture.read') && region.level !== 'village' && (
            <Link to="/picture" search={{ region: region.code }}>
              {t('menu.picture')}
            </Link>
          )}
          {may.includes('register.read') && (
            <Link to="/households" search={{ region: region.code }}>
              {t('menu.households')}
            </Link>
          )}
          <span className="grow" />
          {may.includes('region.write') && (
            <>
              <Button onClick={() => setChanging('rename')}>{t('regions.rename')}</Button>
              {merges && <Button onClick={() => setChanging('merge')}>{t('regions.merge')}</Button>}
            </>
          )}
        </div>
      )}
      <h3>{t('regions.history')}</h3>
      <RegionSteps steps={history.steps} onChoose={onChoose} />
      {changing !== undefined && (
        <ChangeRegion region={region} kind={changing} onClose={() => setChanging(undefined)} />
      )}
    </section>
  );
}
