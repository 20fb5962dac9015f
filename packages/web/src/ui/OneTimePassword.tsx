import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A password shown once, with a button that copies it. */
export function OneTimePassword({ password }: { readonly password: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <p className="row">
      <code style={{ fontSize: 16, padding: '2px 8px', border: '1px solid var(--line)', userSelect: 'all' }}>
        {password}
      </code>
      {/* The clipboard exists on https and localhost only; elsewhere the text is selected by one click. */}
      {'clipboard' in navigator && (
        <Button onClick={() => void navigator.clipboard.writeText(password).then(() => setCopied(true))}>
          {copied ? t('action.copied') : t('action.copy')}
        </Button>
      )}
    </p>
  );
}
