import { useMutation, useQuery } from '@tanstack/react-query';
import { printNotice } from '@mingbai/core/api';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { callFile } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { sessionQuery } from '../../api/queries.ts';
import { saveFile } from '../../api/save.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

const SHEETS = ['A4', 'A3'] as const;

/** The notice as the sheet to be hung, in both sizes. */
export function PrintNotice({ notice }: { readonly notice: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const may = useQuery(sessionQuery).data?.permissions.includes('paper.print') === true;
  const print = useMutation({
    mutationFn: (size: (typeof SHEETS)[number]) =>
      callFile(printNotice, { params: { id: notice }, body: { size } }),
    onSuccess: (file) => {
      saveFile(file);
      void message.success(t('papers.done', { name: file.name }));
    },
    onError: (error) => void message.error(asProblem(error).reply.message[language]),
  });
  if (!may) return null;
  return SHEETS.map((size) => (
    <Button
      key={size}
      loading={print.isPending && print.variables === size}
      onClick={() => print.mutate(size)}
    >
      {`${t('notices.print')} ${size}`}
    </Button>
  ));
}
