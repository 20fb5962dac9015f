import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';

/** An empty register says how it gets filled. */
export function NothingYet() {
  const { t } = useTranslation();
  const mayImport = useQuery(sessionQuery).data?.permissions.includes('import.run') === true;
  return (
    <div className="panel state">
      <p>{t('picture.empty')}</p>
      {mayImport ? <Link to="/imports">{t('picture.emptyImport')}</Link> : <p>{t('picture.emptyAsk')}</p>}
    </div>
  );
}
