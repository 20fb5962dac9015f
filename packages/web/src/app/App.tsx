import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useLanguage } from '../i18n/useLanguage.ts';
import { queryClient, router } from './router.tsx';
import { theme } from './theme.ts';

export function App() {
  const locale = useLanguage() === 'zh' ? zhCN : enUS;
  return (
    <ConfigProvider
      locale={locale}
      theme={theme}
      componentSize="small"
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
