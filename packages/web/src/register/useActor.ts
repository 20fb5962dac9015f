import { actorWords } from '@mingbai/core';
import { useLanguage } from '../i18n/useLanguage.ts';

/** Who did something, for people: what no account did in words, an account by its name. */
export function useActor(): (actor: string) => string {
  const language = useLanguage();
  return (actor) => actorWords(actor)?.[language] ?? actor;
}
