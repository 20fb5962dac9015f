import type { Value } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel, valueText } from '../../register/labels.ts';
import './change.css';

interface Props {
  readonly noun: string;
  readonly change: { readonly field: string; readonly old: Value; readonly new: Value };
}

/** One field, old → new; said in words for those who do not see the line through. */
export function Change({ noun, change }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const key = change.field.includes('.') ? change.field : `${noun}.${change.field}`;
  const text = (value: Value): string => valueText(key, value, language) || t('history.blank');
  return (
    <li>
      <span className="soft">{fieldLabel(key, language)}</span>{' '}
      {change.old !== null && (
        <>
          <del>{text(change.old)}</del> <span aria-label={t('history.became')}>→</span>{' '}
        </>
      )}
      <ins>{text(change.new)}</ins>
      {/* Two numbers may bear the same mask. */}
      {change.old !== null && text(change.old) === text(change.new) && (
        <span className="soft"> {t('history.hidden')}</span>
      )}
    </li>
  );
}
