import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PageTitle } from './PageTitle.tsx';
import './bare.css';

/** A page before the console: one panel in the middle, with the product's name and the language switch. */
export function Bare({
  title,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="bare">
      <header className="bare-head">
        <span className="bare-name">
          <img src="/mingbai.svg" alt="" width={22} height={22} /> {t('product')}
          <span className="soft bare-tag">{t('tagline')}</span>
        </span>
        <LanguageSwitch />
      </header>
      <main className={`panel bare-panel${wide ? ' bare-wide' : ''}`}>
        <PageTitle text={title} />
        {children}
      </main>
    </div>
  );
}
