import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { pick } from '../../app/address.ts';
import { SearchBox } from '../../register/SearchBox.tsx';
import { DayInput } from '../../ui/DayInput.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { useToday } from '../../ui/useToday.ts';
import { FoundRegions } from './FoundRegions.tsx';
import { RegionTree } from './RegionTree.tsx';
import { RegionView } from './RegionView.tsx';
import './regions.css';

const KEYS = ['region', 'on', 'q'] as const;

/** The regions of my area as a tree, today's or a past day's; beside it what became of the chosen one. */
export function RegionsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/regions' });
  const navigate = useNavigate({ from: '/regions' });
  const today = useToday();
  const session = useQuery(sessionQuery).data;
  const go = (change: Partial<Record<(typeof KEYS)[number], string | undefined>>, replace = false) =>
    void navigate({ search: pick({ ...search, ...change }, KEYS), replace });
  const choose = (region: string) => go({ region });
  const chosen = search.region ?? session?.active?.region.code;
  return (
    <div className="stack">
      <div className="row">
        <PageTitle text={t('menu.regions')} />
        <SearchBox
          value={search.q ?? ''}
          label={t('filter.search')}
          hint={t('regions.hint')}
          onSearch={(q) => go({ q }, true)}
        />
        <span className="grow" />
        <DayInput
          label={t('regions.on')}
          value={search.on ?? today}
          onChange={(on) => go({ on: on === today ? undefined : on }, true)}
        />
        {search.on !== undefined && (
          <button type="button" className="linklike" onClick={() => go({ on: undefined })}>
            {t('regions.today')}
          </button>
        )}
      </div>
      <div className="regions">
        <nav className="panel region-tree" aria-label={t('regions.tree')}>
          {search.q === undefined ? (
            <RegionTree on={search.on} chosen={chosen} onChoose={choose} />
          ) : (
            <FoundRegions q={search.q} chosen={chosen} onChoose={choose} />
          )}
        </nav>
        {chosen !== undefined && <RegionView code={chosen} onChoose={choose} />}
      </div>
    </div>
  );
}
