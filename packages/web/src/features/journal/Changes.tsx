import type { JournalEntry } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { changeLines } from './changeLines.ts';
import './journal.css';

/** What an entry changed, line by line; nothing when it says nothing of it. */
export function Changes({ entry }: { readonly entry: JournalEntry }) {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const lines = changeLines(entry.changes, entry.subject, {
    language,
    key: (key) => {
      if (i18n.exists(`journalKey.${key}`)) return t(`journalKey.${key as 'name'}`);
      // What lists are narrowed by has its names there.
      return i18n.exists(`filter.${key}`) ? t(`filter.${key as 'region'}`) : undefined;
    },
    noun: (noun) => t(`noun.${noun as 'person'}`, { defaultValue: noun }),
    wrote: (fresh, changed) =>
      fresh + changed === 0 ? t('journalKey.wroteNothing') : t('journalKey.wrote', { fresh, changed }),
    nothing: t('journalKey.nothing'),
  });
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{t('journal.show')}</summary>
      <ul className="changes">
        {lines.map(({ label, text }) => (
          <li key={`${label} ${text}`}>
            <b>{label}</b> {text}
          </li>
        ))}
      </ul>
    </details>
  );
}
