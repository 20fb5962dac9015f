import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { COMMANDS, useCommandName } from '../../register/commands.ts';

interface Props {
  readonly value: string | undefined;
  readonly onChange: (command: string | undefined) => void;
}

/** One kind of command, by the name people know it by. */
export function CommandFilter({ value, onChange }: Props) {
  const { t } = useTranslation();
  const commandName = useCommandName();
  return (
    <Select
      aria-label={t('journal.command')}
      style={{ flex: '0 1 220px' }}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('journal.command')}
      value={value ?? null}
      options={COMMANDS.map((command) => ({ value: command, label: commandName(command) }))}
      onChange={(command: string | null | undefined) => onChange(command ?? undefined)}
    />
  );
}
