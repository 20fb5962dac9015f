import { App } from 'antd';
import { useTranslation } from 'react-i18next';

/** What closes a drawer or dialog: where something has been filled in, whoever leaves is asked before it is lost. */
export function useLeave(isFilled: () => boolean, leave: () => void): () => void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  return () => {
    if (!isFilled()) return leave();
    void modal.confirm({
      title: t('form.leave'),
      okText: t('form.leaveYes'),
      cancelText: t('form.leaveNo'),
      okButtonProps: { danger: true },
      autoFocusButton: 'cancel',
      onOk: leave,
    });
  };
}
