import { switchLanguage } from '../i18n/index.ts';
import { useLanguage } from '../i18n/useLanguage.ts';

/** Names the other language in that language, as people look for it. */
export function LanguageSwitch() {
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="linklike"
      lang={other === 'en' ? 'en' : 'zh-CN'}
      onClick={() => void switchLanguage(other)}
    >
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}
