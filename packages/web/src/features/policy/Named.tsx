import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Zh } from './Zh.tsx';

/** A name in the language of the page; where the policy has no English one, its own. Behind the English stands the key of the model. */
export function Named({ name }: { readonly name: { readonly zh: string; readonly en: string } }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (language !== 'en' || name.en === '' || name.en === name.zh) return <Zh>{name.zh}</Zh>;
  return <span title={t('policy.inModel', { text: name.zh })}>{name.en}</span>;
}
