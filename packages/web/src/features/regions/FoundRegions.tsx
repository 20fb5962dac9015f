import { useQuery } from '@tanstack/react-query';
import { findRegions } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Props {
  readonly q: string;
  readonly chosen: string | undefined;
  readonly onChoose: (code: string) => void;
}

/** By a name of today or of before; a former name leads to the region as it is called now. */
export function FoundRegions({ q, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['regions-found', q],
    queryFn: ({ signal }) => call(findRegions, { query: { q }, signal }),
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <p role="status" className="soft" style={{ margin: 0 }}>
        {found.data.length === 0 ? t('filter.regionNone') : t('regions.found', { count: found.data.length })}
      </p>
      <ul>
        {found.data.map((region) => (
          <li key={region.code}>
            <button
              type="button"
              className="linklike"
              aria-current={region.code === chosen ? 'true' : undefined}
              onClick={() => onChoose(region.code)}
            >
              {region.name}
            </button>{' '}
            <span className="soft">
              {[
                region.formerName === null ? '' : t('regions.former', { name: region.formerName }),
                region.path.filter((step) => step.code !== region.code).at(-1)?.name ?? '',
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
