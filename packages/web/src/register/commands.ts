import { useTranslation } from 'react-i18next';

/** The name of a journaled command for people; a command the console does not know yet keeps its own. */
export function useCommandName(): (command: string) => string {
  const { t, i18n } = useTranslation();
  return (command) => {
    const key = `command.${command.replaceAll('.', '_').replaceAll('-', '_')}`;
    return i18n.exists(key) ? t(key as 'command.import_commit') : command;
  };
}
