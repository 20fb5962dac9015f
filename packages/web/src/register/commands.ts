import { FINDING_ACTIONS, type FindingAction } from '@mingbai/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/useLanguage.ts';

/** What people do about findings is named with the actions themselves. */
const FINDING_COMMANDS = (Object.keys(FINDING_ACTIONS) as FindingAction[])
  .filter((action) => FINDING_ACTIONS[action].by !== 'run')
  .map((action) => `finding.${action}` as const);

/** The commands that the journal can be asked for. */
export const COMMANDS: readonly string[] = [
  'import.commit',
  'import.map',
  'register.reveal',
  'household.correct',
  'register.export',
  'register.export_persons',
  'paper.print',
  'paper.fetch',
  'procedure.open',
  'procedure.act',
  'procedure.overdue',
  'notice.interrupt',
  'notice.withdraw',
  'objection.make',
  'objection.open',
  'objection.answer',
  'finding.run',
  ...FINDING_COMMANDS,
  'finding.answer',
  'finding.export',
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
];

/** The name of a journaled command for people; a command the console does not know yet keeps its own. */
export function useCommandName(): (command: string) => string {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  return (command) => {
    const key = `command.${command.replaceAll('.', '_').replaceAll('-', '_')}`;
    if (i18n.exists(key)) return t(key as 'command.import_commit');
    const action = FINDING_ACTIONS[command.replace(/^finding\./, '') as FindingAction] as
      | (typeof FINDING_ACTIONS)[FindingAction]
      | undefined;
    return action === undefined ? command : t('command.finding', { action: action[language] });
  };
}
