import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import { saveFile } from '../api/save.ts';
import { useLanguage } from '../i18n/useLanguage.ts';

interface Props {
  readonly hint: string;
  /** The whole list behind the filter, with the columns on screen, as a workbook; masked and journaled. */
  readonly fetch: () => Promise<Parameters<typeof saveFile>[0]>;
  readonly empty: boolean;
}

/** Takes a list of the register along; only for who may. */
export function ExportButton({ hint, fetch, empty }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const fetchFile = useMutation({
    mutationFn: fetch,
    onSuccess: (file) => {
      saveFile(file);
      void message.success(t('export.done', { name: file.name }));
    },
    onError: (error) => void message.error(asProblem(error).reply.message[language]),
  });
  if (!permissions.includes('register.export')) return null;
  return (
    <Button disabled={empty} loading={fetchFile.isPending} title={hint} onClick={() => fetchFile.mutate()}>
      {t('export.button')}
    </Button>
  );
}
