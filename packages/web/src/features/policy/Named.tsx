import { useLanguage } from '../../i18n/useLanguage.ts';
import { Zh } from './Zh.tsx';

/** A name in the language of the page; where the policy has no English one, its own. */
export function Named({ name }: { readonly name: { readonly zh: string; readonly en: string } }) {
  const language = useLanguage();
  return language === 'en' && name.en !== '' && name.en !== name.zh ? name.en : <Zh>{name.zh}</Zh>;
}
