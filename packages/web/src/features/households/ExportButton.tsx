import { useMutation, useQuery } from '@tanstack/react-query';
import { exportHouseholds, type HouseholdFilter } from '@mingbai/core/api';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { callFile } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { sessionQuery } from '../../api/queries.ts';
import { saveFile } from '../../api/save.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

interface Props {
  readonly filter: HouseholdFilter;
  readonly columns: readonly string[];
  readonly empty: boolean;
}

/** The whole list behind the filter, with the columns on screen, as a workbook; masked and journaled. */
export function ExportButton({ filter, columns, empty }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const fetchFile = useMutation({
    mutationFn: () => callFile(exportHouseholds, { body: { ...filter, columns: [...columns], language } }),
    onSuccess: (file) => {
      saveFile(file);
      void message.success(t('export.done', { name: file.name }));
    },
    onError: (error) => void message.error(asProblem(error).reply.message[language]),
  });
  if (!permissions.includes('register.export')) return null;
  return (
    <Button
      disabled={empty}
      loading={fetchFile.isPending}
      title={t('export.hint')}
      onClick={() => fetchFile.mutate()}
    >
      {t('export.button')}
    </Button>
  );
}
