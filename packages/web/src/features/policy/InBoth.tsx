import { useLanguage } from '../../i18n/useLanguage.ts';
import { Zh } from './Zh.tsx';

/** What a policy says of itself in the page's language; in Chinese where it says nothing else. */
export function InBoth({ zh, en }: { readonly zh: string | null; readonly en: string | null | undefined }) {
  const language = useLanguage();
  if (zh === null) return null;
  return language === 'en' && en != null && en !== '' ? en : <Zh>{zh}</Zh>;
}
