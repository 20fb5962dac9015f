import type { JournalEntry } from '@mingbai/core/api';
import type { TFunction } from 'i18next';

/** What an entry is about: `户 41152500010001（张三）`; by its number where the register has no name for it. */
export function subjectText(
  { subject, about }: Pick<JournalEntry, 'subject' | 'about'>,
  t: TFunction,
): string {
  const [noun = '', id = ''] = (subject ?? '').split(':');
  const kind = t(`subject.${noun as 'account'}`, { defaultValue: noun });
  if (about === null) return `${kind} ${id}`;
  return about.more === null
    ? `${kind} ${about.name}`
    : t('subject.withMore', { kind, name: about.name, more: about.more });
}
