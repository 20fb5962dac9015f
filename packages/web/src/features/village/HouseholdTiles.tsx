import { Link } from '@tanstack/react-router';
import type { VillagePage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { codeLabel, exitTone } from '../../register/labels.ts';
import { RowsLink } from '../../ui/RowsLink.tsx';
import { shortState } from './shortState.ts';

/** Every household as a tile: its head, and its state in colour and in a word. */
export function HouseholdTiles({
  households,
  region,
}: {
  readonly households: VillagePage['households'];
  readonly region: string;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="panel" aria-labelledby="tiles">
      <div className="row" style={{ marginBottom: 8 }}>
        <h2 id="tiles">{t('village.households', { count: count(households.length) })}</h2>
        <RowsLink rows={{ to: '/households', search: { region } }}>{t('village.asList')}</RowsLink>
      </div>
      {households.length === 0 && <p className="soft">{t('households.empty')}</p>}
      <ul className="home-tiles">
        {households.map((household) => (
          <li key={household.id}>
            <Link
              to="/households/$id"
              params={{ id: household.id }}
              className={`home-tile word-${exitTone(household.exit_state)}`}
            >
              <span className="home-name">
                {household.head ?? household.household_no}{' '}
                <span className="soft">{t('village.members', { count: household.members })}</span>
              </span>
              <span>{shortState(household.exit_state, language) || t('picture.noState')}</span>
              {household.monitor_class !== null && (
                <span>{codeLabel('household.monitor_class', household.monitor_class, language)}</span>
              )}
              {household.main_cause !== null && (
                <span className="soft">
                  {codeLabel('household.main_cause', household.main_cause, language)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
