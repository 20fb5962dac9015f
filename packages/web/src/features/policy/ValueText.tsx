import type { PolicyValue } from '@mingbai/core/api';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { listMark } from '../findings/words.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Said } from './Said.tsx';

/** A value of a decision as people read it; entries of a structure one below the other. */
export function ValueText({ value }: { readonly value: PolicyValue }) {
  const { t } = useTranslation();
  const mark = listMark(useLanguage());
  if (value === null || value === '') return <span className="soft">{t('policy.blank')}</span>;
  if (typeof value === 'boolean') return value ? t('policy.yes') : t('policy.no');
  // Below, it may be a year.
  if (typeof value === 'number') return Math.abs(value) >= 10_000 ? count(value) : String(value);
  if (typeof value === 'string') return <Said text={value} as="value" />;
  const entries = Object.entries(value as { readonly [name: string]: PolicyValue });
  if (entries.length === 0) return <span className="soft">{t('policy.blank')}</span>;
  const listed = Array.isArray(value);
  // Bullets within bullets within bullets are read by nobody: what is plain stands in one line.
  if (listed && value.every(isPlain))
    return value.map((each, at) => (
      <Fragment key={`${at} ${each}`}>
        {at > 0 && mark}
        <ValueText value={each} />
      </Fragment>
    ));
  return (
    <ul className="policy-value">
      {entries.map(([name, each]) => (
        <li key={name}>
          {!listed && (
            <>
              <Said text={name} as="name" />:{' '}
            </>
          )}
          {listed && isFlat(each) ? <Line entries={Object.entries(each)} /> : <ValueText value={each} />}
        </li>
      ))}
    </ul>
  );
}

type Entries = { readonly [name: string]: PolicyValue };

/** One of a list, such as a member of a household. */
function Line({ entries }: { readonly entries: readonly (readonly [string, PolicyValue])[] }) {
  const comma = useLanguage() === 'zh' ? '，' : ', ';
  return entries.map(([name, each], at) => (
    <span key={name}>
      {at > 0 && comma}
      <Said text={name} as="name" />: <ValueText value={each} />
    </span>
  ));
}

function isPlain(value: PolicyValue): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function isFlat(value: PolicyValue): value is Entries {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(
      (each) => each === null || typeof each !== 'object' || (Array.isArray(each) && each.every(isPlain)),
    )
  );
}
