/**
 * Values by dictionary key, as the register or a file has them: money in fen, codes as slugs, days as `YYYY-MM-DD`,
 * decimals as digits, yes and no as booleans or 1 and 0, a blank null or absent. Of a sealed field the register says
 * `<key>_filled` and what its columns tell of it; a file has the clear text.
 */
export type Row = Readonly<Record<string, unknown>>;

/** A person now in a household: `person.*`, `membership.*`, and `work.*` of the spell that began last. */
export interface MemberRows {
  readonly id: string;
  readonly row: Row;
  /** How many of the province have this identity number, the person counted; null without a number. */
  readonly sameIdentity?: number | null | undefined;
}

export interface VillageRows {
  /** Twelve digits. */
  readonly region: string;
  /** `village.*` of the last year, and `village.year`; undefined when the village says nothing of itself. */
  readonly row?: Row | undefined;
  /** By `VillageSum.id`, for the village as a subject. */
  readonly sums?: ReadonlyMap<string, string | number | null> | undefined;
}

/** A household with all that rules may ask around it. */
export interface HouseholdRows {
  readonly id: string;
  /** Twelve digits of its village; null where a file does not tell. */
  readonly region: string | null;
  /**
   * `household.*`, `condition.*`, `guarantee.*`, `risk.*`, `measure.*`, and `income.*` of the latest year, which is
   * `income.year`.
   */
  readonly row: Row;
  /** In the order of their ids. */
  readonly members: readonly MemberRows[];
  /** `responsible.*` each. */
  readonly responsible: readonly Row[];
  readonly village?: VillageRows | undefined;
  /** How many households of the province have this telephone, itself counted; null without one. */
  readonly samePhone?: number | null | undefined;
}
