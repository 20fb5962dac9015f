import { useTranslation } from 'react-i18next';

/** The commands that the journal can be asked for. */
export const COMMANDS = [
  'import.commit',
  'import.map',
  'register.reveal',
  'register.export',
  'paper.print',
  'paper.fetch',
  'procedure.open',
  'procedure.act',
  'evidence.keep',
  'evidence.open',
  'evidence.refuse',
  'account.create',
  'account.change',
  'account.reset_password',
  'account.change_password',
  'account.sign_in',
  'account.sign_in_failed',
  'account.lock',
  'account.sign_out',
  'account.add_second_factor',
  'account.remove_second_factor',
  'grant.add',
  'grant.end',
  'session.end',
  'session.wear',
  'policy.draft',
  'policy.propose',
  'policy.approve',
  'policy.refuse',
  'policy.withdraw',
  'policy.decide',
  'policy.export',
  'region.rename',
  'region.merge',
  'installation.create',
] as const;

/** The name of a journaled command for people; a command the console does not know yet keeps its own. */
export function useCommandName(): (command: string) => string {
  const { t, i18n } = useTranslation();
  return (command) => {
    const key = `command.${command.replaceAll('.', '_').replaceAll('-', '_')}`;
    return i18n.exists(key) ? t(key as 'command.import_commit') : command;
  };
}
