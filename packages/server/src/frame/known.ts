import type { Who } from '@mingbai/store';

/** Somebody as the register judged them when sessions, accounts and roles were in the state `access`. */
interface KnownWho {
  readonly who: Who;
  readonly access: string;
}

const REMEMBERED = 10_000;

/** Callers by session. What is remembered is used only in a transaction that finds the same state of access. */
export class KnownCallers {
  readonly #known = new Map<string, KnownWho>();

  find(sessionId: string): KnownWho | undefined {
    return this.#known.get(sessionId);
  }

  remember(known: KnownWho): void {
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(known.who.sessionId, known);
  }
}

/** Whether the caller, taken from memory, has been found to stand by a transaction of this request. */
export class Standing {
  #stands = false;

  constructor(private readonly access: string) {}

  get stands(): boolean {
    return this.#stands;
  }

  /** Throws when something was changed meanwhile: the caller has to be judged anew. */
  readonly hold = (access: string): void => {
    if (access !== this.access) throw new Outdated();
    this.#stands = true;
  };
}

/** Never reaches anybody: the frame asks again. */
class Outdated extends Error {}
