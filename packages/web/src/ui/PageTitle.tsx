import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The page's heading, and the same words as the title of the window. */
export function PageTitle({ text, hidden = false }: { readonly text: string; readonly hidden?: boolean }) {
  const { t } = useTranslation();
  const product = t('product');
  useEffect(() => {
    document.title = `${text} · ${product}`;
  }, [text, product]);
  return <h1 className={hidden ? 'sr' : undefined}>{text}</h1>;
}
