import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly header?: boolean }[];
  readonly chosen: readonly string[];
  readonly standard: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
}

export function ColumnChooser({ columns, chosen, standard, onChange }: Props) {
  const { t } = useTranslation();
  const content = (
    <fieldset style={{ border: 0, margin: 0, padding: 0, maxWidth: 440 }}>
      <legend className="sr">{t('table.columns')}</legend>
      <Checkbox.Group
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
          gap: 4,
          width: 'min(440px, 78vw)',
        }}
        value={[...chosen]}
        options={columns
          .filter((column) => column.header !== true)
          .map((column) => ({ value: column.key, label: column.title }))}
        onChange={(keys) => onChange(keys as string[])}
      />
      <Button style={{ marginTop: 8 }} onClick={() => onChange(standard)}>
        {t('table.standardColumns')}
      </Button>
    </fieldset>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      getPopupContainer={(button) => button.parentElement ?? document.body}
      content={content}
    >
      <Button>{t('table.columns')}</Button>
    </Popover>
  );
}
