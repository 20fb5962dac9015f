import type { VoteNeed } from './model.ts';

/** Heads counted at a meeting. */
export interface Votes {
  /** Entitled to vote. */
  readonly eligible: number;
  readonly present: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
}

type VoteResult =
  | { readonly result: 'figures' }
  | { readonly result: 'quorum'; readonly needed: number }
  /** `needed`: the least number of votes in favour that carries. */
  | { readonly result: 'carried' | 'lost'; readonly needed: number };

/** Counts a vote exactly, in whole heads: shares are compared crosswise, nothing is divided into a fraction. */
export function countVotes({ quorum, majority }: VoteNeed, votes: Votes): VoteResult {
  const { eligible, present, against, abstain } = votes;
  const heads = [eligible, present, votes.for, against, abstain];
  const whole = heads.every((count) => Number.isSafeInteger(count) && count >= 0 && count <= MOST);
  if (!whole || present === 0 || present > eligible || votes.for + against + abstain !== present)
    return { result: 'figures' };
  const quorate = Math.ceil((eligible * quorum.part) / quorum.of);
  if (present * quorum.of < eligible * quorum.part) return { result: 'quorum', needed: quorate };
  const share = present * majority.part;
  const needed = majority.strict ? Math.floor(share / majority.of) + 1 : Math.ceil(share / majority.of);
  return { result: votes.for >= needed ? 'carried' : 'lost', needed };
}

/** More than any village: keeps every product exact. */
const MOST = 1_000_000;
