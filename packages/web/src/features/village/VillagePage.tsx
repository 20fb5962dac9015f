import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { getVillage } from '@mingbai/core/api';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { integer } from '../../app/address.ts';
import { Facts } from '../../register/Facts.tsx';
import { Source } from '../../register/Source.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { RegionPath } from '../../ui/RegionPath.tsx';
import { VillageBoard } from '../procedures/VillageBoard.tsx';
import { VillagePapers } from '../papers/VillagePapers.tsx';
import { Counted } from './Counted.tsx';
import { HouseholdTiles } from './HouseholdTiles.tsx';
import './village.css';

/** One village: every household's state at a glance, and the profile of a year. */
export function VillagePage() {
  const { t } = useTranslation();
  const { code } = useParams({ from: '/shell/villages/$code' });
  const search = useSearch({ from: '/shell/villages/$code' });
  const navigate = useNavigate({ from: '/villages/$code' });
  const year = integer(search.year, 0) || undefined;
  const query = useQuery({
    queryKey: ['village', code, year],
    queryFn: ({ signal }) => call(getVillage, { params: { code }, query: { year }, signal }),
    placeholderData: keepPreviousData,
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const page = query.data;
  return (
    <div className="stack" aria-busy={query.isPlaceholderData}>
      <div className="row">
        <PageTitle text={page.region.name} />
        {page.formerNames.map((former) => (
          <span key={former.name} className="soft">
            {t('village.former', { name: former.name, until: former.until })}
          </span>
        ))}
      </div>
      <RegionPath path={page.path} here={page.region} />
      <HouseholdTiles households={page.households} region={page.region.code} />
      <VillageBoard code={page.region.code} />
      <VillagePapers code={page.region.code} />
      <section className="panel stack" aria-labelledby="profile">
        <div className="row">
          <h2 id="profile">{t('village.profile')}</h2>
          {page.years.length > 0 && (
            <Select
              aria-label={t('village.year')}
              value={year ?? page.years.at(0) ?? null}
              options={page.years.map((each) => ({ value: each, label: t('income.year', { year: each }) }))}
              onChange={(next) => void navigate({ search: { year: String(next) } })}
            />
          )}
          {page.profile !== null && <Source of={page.profile.provenance} about={t('village.profile')} />}
        </div>
        <Counted page={page} />
        {page.profile === null ? (
          <p className="soft">{t('village.noProfile')}</p>
        ) : (
          <Facts noun="village" values={page.profile.values} />
        )}
      </section>
    </div>
  );
}
