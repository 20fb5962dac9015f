import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider, type ConfigProviderProps } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useState } from 'react';
import { useLanguage } from '../i18n/useLanguage.ts';
import { queryClient, router } from './router.tsx';
import { theme } from './theme.ts';

type Locale = NonNullable<ConfigProviderProps['locale']>;

export function App() {
  return (
    <ConfigProvider
      locale={useLocale()}
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

/** The words inside Ant Design's own parts; the English ones come when they are asked for. */
function useLocale(): Locale {
  const language = useLanguage();
  const [english, setEnglish] = useState<Locale | null>(null);
  useEffect(() => {
    if (language === 'en') void import('antd/locale/en_US').then((module) => setEnglish(module.default));
  }, [language]);
  return language === 'en' && english !== null ? english : zhCN;
}
