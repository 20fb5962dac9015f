import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isWithin, type RegionCode } from '@mingbai/core';
import type { RegionRef } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../api/queries.ts';

/** Where the page stands, from the province down; each step inside my area opens that region's picture. */
export function RegionPath({
  path,
  here,
}: {
  readonly path: readonly RegionRef[];
  readonly here: RegionRef;
}) {
  const { t } = useTranslation();
  const scope = useQuery(sessionQuery).data?.active?.region.code;
  const above = path.filter((region) => region.code !== here.code);
  const mine = (region: RegionRef): boolean =>
    scope !== undefined && isWithin(region.code as RegionCode, scope as RegionCode);
  return (
    <nav aria-label={t('region.path')}>
      <ol className="row" style={{ listStyle: 'none', margin: 0, padding: 0, gap: 4 }}>
        {above.map((region) => (
          <li key={region.code}>
            {mine(region) ? (
              <Link to="/picture" search={{ region: region.code }}>
                {region.name}
              </Link>
            ) : (
              region.name
            )}{' '}
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
