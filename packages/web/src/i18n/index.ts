import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../format/values.ts';
import { wordForm } from './wordForm.ts';
import { zh, type Texts } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: { console: Texts };
  }
}

const KEPT = 'mingbai.language';

export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  // Most people never read the other language, so it does not come with the first page.
  if (language === 'en') i18next.addResourceBundle('en', 'console', (await import('./en.ts')).en);
  await i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
});

/** Ready when the language kept from last time is there: pages are not drawn in the other one first. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { console: zh } },
    defaultNS: 'console',
    // React escapes.
    interpolation: { escapeValue: false },
  });
  i18next.services.formatter?.add('word', wordForm);
  if (localStorage.getItem(KEPT) === 'en') await switchLanguage('en').catch(() => undefined);
}
