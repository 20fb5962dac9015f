import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../format/values.ts';
import { en } from './en.ts';
import { zh, type Texts } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: { console: Texts };
  }
}

const KEPT = 'mingbai.language';

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export function switchLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
  void i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
});

void i18next.use(initReactI18next).init({
  lng: localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh',
  fallbackLng: 'zh',
  resources: { zh: { console: zh }, en: { console: en } },
  defaultNS: 'console',
  // React escapes.
  interpolation: { escapeValue: false },
});
