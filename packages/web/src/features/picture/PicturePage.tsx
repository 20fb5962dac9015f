import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { getPicture } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { moment } from '../../format/values.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { RegionPath } from '../../ui/RegionPath.tsx';
import { AgePyramid } from './AgePyramid.tsx';
import { ChildrenTable } from './ChildrenTable.tsx';
import { Guarantees } from './Guarantees.tsx';
import { NothingYet } from './NothingYet.tsx';
import { Shares } from './Shares.tsx';
import { Tiles } from './Tiles.tsx';
import './picture.css';

/** A region at a glance; every number opens the rows behind it. */
export function PicturePage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/picture' });
  const query = useQuery({
    queryKey: ['picture', search.region],
    queryFn: ({ signal }) => call(getPicture, { query: search, signal }),
    placeholderData: keepPreviousData,
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const picture = query.data;
  const region = picture.region.code;
  return (
    <div className="stack" aria-busy={query.isPlaceholderData}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <PageTitle text={t('picture.title', { region: picture.region.name })} />
        <span className="soft">{t('picture.at', { at: moment(picture.at) })}</span>
      </div>
      <RegionPath path={picture.path} here={picture.region} />
      {picture.households === 0 ? (
        <NothingYet />
      ) : (
        <>
          <Tiles picture={picture} />
          <div className="picture-grid">
            {picture.children.length > 0 && <ChildrenTable rows={picture.children} />}
            <Shares
              title={t('picture.causes')}
              field="household.main_cause"
              rows={picture.mainCause}
              region={region}
              sorted
            />
            <AgePyramid rows={picture.ageSex} region={region} />
            <Shares
              title={t('picture.labour')}
              field="person.labour_skill"
              rows={picture.labour}
              region={region}
            />
            <Shares
              title={t('picture.size')}
              field="size"
              rows={picture.householdSize}
              region={region}
              standing
            />
            <Shares
              title={t('picture.income')}
              field="income_band"
              rows={picture.incomeBand}
              region={region}
            />
            <Guarantees rows={picture.guarantees} region={region} />
            <Shares
              title={t('picture.health')}
              field="person.health"
              rows={picture.health}
              region={region}
              among={picture.persons}
            />
          </div>
        </>
      )}
    </div>
  );
}
