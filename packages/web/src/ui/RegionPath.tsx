import { Link } from '@tanstack/react-router';
import type { RegionRef } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';

/** Where the page stands, from the top of my area down; each step opens that region's picture. */
export function RegionPath({
  path,
  here,
}: {
  readonly path: readonly RegionRef[];
  readonly here: RegionRef;
}) {
  const { t } = useTranslation();
  const above = path.filter((region) => region.code !== here.code);
  return (
    <nav aria-label={t('region.path')}>
      <ol className="row" style={{ listStyle: 'none', margin: 0, padding: 0, gap: 4 }}>
        {above.map((region) => (
          <li key={region.code}>
            <Link to="/picture" search={{ region: region.code }}>
              {region.name}
            </Link>{' '}
            <span aria-hidden="true" className="soft">
              /
            </span>
          </li>
        ))}
        <li aria-current="location">{here.name}</li>
      </ol>
    </nav>
  );
}
