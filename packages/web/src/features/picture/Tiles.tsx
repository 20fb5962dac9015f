import { Link } from '@tanstack/react-router';
import type { Picture } from '@mingbai/core/api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { NO_VALUE } from '../../register/bands.ts';
import { codeLabel, exitTone, type Tone } from '../../register/labels.ts';
import { RowsLink } from '../../ui/RowsLink.tsx';

/** Households, persons, states of exit, monitoring: the first line of the picture. */
export function Tiles({ picture }: { readonly picture: Picture }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const region = picture.region.code;
  return (
    <ul className="tiles">
      <Tile label={t('picture.households')} unit={t('unit.households', { n: picture.households })}>
        <RowsLink rows={{ to: '/households', search: { region } }}>{count(picture.households)}</RowsLink>
      </Tile>
      <Tile label={t('picture.persons')} unit={t('unit.persons', { n: picture.persons })}>
        <RowsLink rows={{ to: '/persons', search: { region } }}>{count(picture.persons)}</RowsLink>
      </Tile>
      {picture.exitState.map(({ code, count: households }) => (
        <Tile
          key={code}
          tone={exitTone(code)}
          unit={t('unit.households', { n: households })}
          label={code === NO_VALUE ? t('picture.noState') : codeLabel('household.exit_state', code, language)}
        >
          <RowsLink rows={{ to: '/households', search: { region, exit_state: code } }}>
            {count(households)}
          </RowsLink>
        </Tile>
      ))}
      {picture.monitorClass
        .filter(({ code }) => code !== NO_VALUE)
        .map(({ code, count: households }) => (
          <Tile
            key={`m-${code}`}
            tone="amber"
            unit={t('unit.households', { n: households })}
            label={codeLabel('household.monitor_class', code, language)}
          >
            <RowsLink rows={{ to: '/households', search: { region, monitor_class: code } }}>
              {count(households)}
            </RowsLink>
          </Tile>
        ))}
      {picture.villages > 0 && (
        <Tile label={t('picture.villages')} unit={t('picture.keyPoorOf', { count: picture.keyPoorVillages })}>
          <Link to="/regions" search={{ region }}>
            {count(picture.villages)}
          </Link>
        </Tile>
      )}
    </ul>
  );
}

interface TileProps {
  readonly label: string;
  readonly unit: string;
  readonly tone?: Tone;
  readonly children: ReactNode;
}

function Tile({ label, unit, tone = 'grey', children }: TileProps) {
  return (
    <li className={`tile tile-${tone}`}>
      <span className="tile-label" title={label}>
        {label}
      </span>
      <span className="tile-number">{children}</span> <span className="soft">{unit}</span>
    </li>
  );
}
