import { FINDING_STATES } from '@mingbai/core';
import { Link } from '@tanstack/react-router';
import type { CasePage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { StateWord } from '../../ui/StateWord.tsx';
import { stateTone } from '../findings/words.ts';

/** What is found about the case: it is late, somebody objects. */
export function CaseFindings({ findings }: { readonly findings: CasePage['findings'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (findings.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="case-findings">
      <h2 id="case-findings">{t('procedures.findings')}</h2>
      <ul className="plain-list">
        {findings.map(({ id, state, message }) => (
          <li key={id}>
            <Link to="/findings/$id" params={{ id }}>
              {message[language]}
            </Link>{' '}
            <StateWord tone={stateTone(state)}>{FINDING_STATES[state][language]}</StateWord>
          </li>
        ))}
      </ul>
    </section>
  );
}
