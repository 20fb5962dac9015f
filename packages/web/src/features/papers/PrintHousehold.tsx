import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';

const PrintDrawer = lazy(async () => ({ default: (await import('./PrintDrawer.tsx')).PrintDrawer }));

/** The button on a household's page; what it opens is loaded when it is pressed. */
export function PrintHousehold({ household }: { readonly household: string }) {
  const { t } = useTranslation();
  const may = useQuery(sessionQuery).data?.permissions.includes('paper.print') === true;
  const [open, setOpen] = useState<boolean>();
  if (!may) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('papers.print')}</Button>
      {open !== undefined && (
        <Suspense>
          <PrintDrawer about={{ household }} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
