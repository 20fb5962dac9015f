import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JournalEntry } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { subjectText } from './subjectText.ts';

interface Props {
  readonly entry: JournalEntry;
  /** Asks for all entries of this subject. */
  readonly onAsk: (subject: string) => void;
}

/** What an entry is about: one thing, or how many and the first of them. */
export function Subject({ entry, onAsk }: Props) {
  const { t } = useTranslation();
  const { subject } = entry;
  if (subject === null) return entry.several === null ? '' : <Several of={entry.several} />;
  return (
    <button type="button" className="linklike" title={t('journal.ofSubject')} onClick={() => onAsk(subject)}>
      {subjectText(entry, t)}
    </button>
  );
}

/** `12 户：张三、李四、王五等`; the cases open for who may read them. */
function Several({ of }: { readonly of: NonNullable<JournalEntry['several']> }) {
  const { t } = useTranslation();
  const opens = useQuery(sessionQuery).data?.permissions.includes('procedure.read') === true;
  return (
    <>
      {t(`several.${of.noun}`, { count: of.count })}
      {of.first.map((one, place) => (
        <span key={one.case}>
          {t(place === 0 ? 'several.colon' : 'several.comma')}
          {opens ? (
            <Link to="/cases/$id" params={{ id: one.case }}>
              {one.name}
            </Link>
          ) : (
            one.name
          )}
        </span>
      ))}
      {of.first.length > 0 && of.count > of.first.length && t('several.more')}
    </>
  );
}
