import { initialsSpelt } from '@mingbai/core';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What was typed, and found nobody. */
  readonly q: string;
  readonly list: 'households' | 'persons';
  readonly onSearch: (q: string) => void;
}

/** What can be searched for, said where a search found nothing; and what can be made of this one. */
export function SearchTips({ q, list, onSearch }: Props) {
  const { t } = useTranslation();
  const typed = q
    .normalize('NFKC')
    .replace(/[\s'’]/g, '')
    .toLowerCase();
  const [initials] = initialsSpelt(typed);
  return (
    <div className="soft">
      <p>{t(`searchTips.${list}`)}</p>
      {/^\d{4}$/.test(typed) && <p>{t('searchTips.four')}</p>}
      {initials !== undefined && (
        <button type="button" className="linklike" onClick={() => onSearch(initials)}>
          {t('searchTips.initials', { initials })}
        </button>
      )}
    </div>
  );
}
