import type { EvidenceNeed } from '@mingbai/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** A file brought for a need of the procedure. */
export interface Brought {
  readonly need: string;
  readonly id: string;
}

interface Props {
  readonly needs: readonly EvidenceNeed[];
  readonly region: string;
  readonly value: readonly Brought[];
  readonly onChange: (value: Brought[]) => void;
}

/** What papers, photos and films an action rests on, each under its need. */
export function EvidenceNeeds({ needs }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <fieldset className="vote">
      <legend>{t('procedures.evidence')}</legend>
      {needs.map((need) => (
        <p key={need.key}>{need[language]}</p>
      ))}
    </fieldset>
  );
}
