import { useQuery } from '@tanstack/react-query';
import type { EvidenceNeed } from '@mingbai/core';
import type { EvidenceRef } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { EvidenceUpload } from '../evidence/EvidenceUpload.tsx';

/** A file brought for a need of the procedure. */
export interface Brought {
  readonly need: string;
  readonly id: string;
}

interface Props {
  readonly needs: readonly EvidenceNeed[];
  /** 12 digits; '' where no one village is known yet: then it belongs to the area of whoever brings it. */
  readonly region: string;
  readonly household: string | null;
  /** Tells this form from others, so that an upload goes on where it was begun. */
  readonly slot: string;
  readonly onChange: (value: Brought[]) => void;
}

/** What papers, photos and films an action rests on, each under its need. */
export function EvidenceNeeds({ needs, region, household, slot, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const own = useQuery(sessionQuery).data?.active?.region.code ?? '';
  const [brought, setBrought] = useState<Readonly<Record<string, readonly EvidenceRef[]>>>({});
  const put = (need: string, files: readonly EvidenceRef[]) => {
    const next = { ...brought, [need]: files };
    setBrought(next);
    onChange(Object.entries(next).flatMap(([key, all]) => all.map(({ id }) => ({ need: key, id }))));
  };
  return (
    <fieldset className="vote">
      <legend>{t('procedures.evidence')}</legend>
      {needs.map((need) => (
        <section key={need.key} aria-label={need[language]} className="evidence-need">
          <p>
            {need[language]}{' '}
            <span className="soft">
              {need.least === 0
                ? t('procedures.evidenceMay')
                : need.later
                  ? t('procedures.evidenceLater')
                  : t('procedures.evidenceLeast', { n: need.least })}
            </span>
          </p>
          <EvidenceUpload
            value={brought[need.key] ?? []}
            onChange={(files) => put(need.key, files)}
            kinds={need.kinds}
            region={region === '' ? own : region}
            {...(household === null ? {} : { subject: `household:${household}` })}
            keepsPlace={need.keepsPlace}
            slot={`${slot}/${need.key}`}
          />
        </section>
      ))}
    </fieldset>
  );
}
