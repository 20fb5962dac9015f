import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listImports } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { JobState } from '../imports/JobState.tsx';
import { byTurn } from './byTurn.ts';
import { Panel } from './Panel.tsx';

/** Newest first; one that has waited longer than so many others is found in the list itself. */
const LOOKED_AT = 100;
const SHOWN = 6;

/** Files that were brought and are not written yet. */
export function OpenImports() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['imports', 'workbench'],
    queryFn: ({ signal }) => call(listImports, { query: { offset: 0, limit: LOOKED_AT }, signal }),
  });
  const { rows, mine } = byTurn(query.data?.rows ?? []);
  const more = rows.length - SHOWN;
  return (
    <Panel
      title={t('workbench.imports')}
      amount={mine === 0 ? undefined : t('workbench.importsMine', { n: mine })}
      to={
        <Link to="/imports">{query.data?.total === 0 ? t('picture.emptyImport') : t('workbench.bring')}</Link>
      }
      query={query}
      emptyText={t('workbench.noImports')}
      more={more > 0 && <Link to="/imports">{t('workbench.moreImports', { n: more })}</Link>}
    >
      {rows.slice(0, SHOWN).map((job) => (
        <li key={job.id}>
          <Link to="/imports/$id" params={{ id: job.id }}>
            {job.file}
          </Link>{' '}
          <JobState job={job} />
        </li>
      ))}
    </Panel>
  );
}
