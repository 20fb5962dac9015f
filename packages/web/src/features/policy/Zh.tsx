import type { ReactNode } from 'react';

/** What stands in Chinese in the policy itself, whatever the language of the page: read out and broken as such. */
export function Zh({ children }: { readonly children: ReactNode }) {
  return <span lang="zh-CN">{children}</span>;
}
