import {
  COUNTRY,
  isWithin,
  type RegionCode,
  type RegionLevel,
  ancestorAt,
  findRegionCode,
  levelOf,
} from '../region/code.ts';
import { type PlaceLevel, type PlaceName, readPlaceName } from './place-name.ts';

/** One name of a region in one span of time; a renamed region has several, a merged one a successor. */
export interface RegionEntry {
  /** 2, 4, 6, 9 or 12 digits. */
  readonly code: string;
  readonly name: string;
  /** Needed only where the code does not say it: 东莞市 is a city and its own county, 441900. */
  readonly level?: RegionLevel | undefined;
  /** ISO dates; `validTo` is the day on which it became something else. */
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly successor?: string | undefined;
}

export interface PlaceNode extends PlaceName {
  readonly code: RegionCode;
  /** The day on which this name or place ended; undefined while it stands. */
  readonly ended: string | undefined;
}

/** Under what the names of a level are listed: cities and counties for the whole country, the rest by parent. */
const LISTED_UNDER: Readonly<Record<PlaceLevel, RegionLevel>> = {
  province: 'country',
  city: 'country',
  county: 'country',
  township: 'county',
  village: 'township',
};
const NO_NAMES: ReadonlyMap<string, readonly PlaceNode[]> = new Map();

/**
 * Names by level and parent. Of places outside the scope only those are kept that decide between "not
 * yours" and "no such place": provinces, cities, counties, and the rest of the scope's own county. Names
 * are taken apart when their parent is first asked for.
 */
export class PlaceIndex {
  private readonly raw = new Map<string, { code: RegionCode; entry: RegionEntry }[]>();
  private readonly indexed = new Map<string, ReadonlyMap<string, readonly PlaceNode[]>>();
  private readonly names = new Map<RegionCode, string>();
  /** Counties whose code is that of a level above. */
  private readonly countiesAlone = new Set<RegionCode>();
  private readonly successors = new Map<RegionCode, RegionCode>();

  constructor(
    regions: Iterable<RegionEntry>,
    scope: RegionCode,
    private readonly today: string,
  ) {
    const county = ancestorAt(scope, 'county');
    for (const entry of regions) {
      const code = findRegionCode(entry.code);
      if (code === undefined || code === COUNTRY) continue;
      const level = entry.level ?? levelOf(code);
      if (level === 'country') continue;
      const low = level === 'township' || level === 'village';
      if (low && !isWithin(code, scope) && !isWithin(code, county)) continue;
      if (level === 'county' && levelOf(code) !== 'county') this.countiesAlone.add(code);
      const list = `${level}${ancestorAt(code, LISTED_UNDER[level])}`;
      const same = this.raw.get(list);
      if (same === undefined) this.raw.set(list, [{ code, entry }]);
      else same.push({ code, entry });
      const successor = successorOf(entry);
      if (!this.hasEnded(entry)) this.names.set(code, entry.name);
      else if (successor !== undefined && successor !== code) this.successors.set(code, successor);
    }
  }

  /** The nodes of a level under a parent, by key. For province, city and county the parent is `COUNTRY`. */
  under(level: PlaceLevel, parent: RegionCode): ReadonlyMap<string, readonly PlaceNode[]> {
    const list = `${level}${parent}`;
    const known = this.indexed.get(list);
    if (known !== undefined) return known;
    const entries = this.raw.get(list);
    if (entries === undefined) return NO_NAMES;
    const nodes = new Map<string, PlaceNode[]>();
    for (const { code, entry } of entries) {
      const node = this.node(code, entry, level);
      const same = nodes.get(node.key);
      if (same === undefined) nodes.set(node.key, [node]);
      else same.push(node);
    }
    this.raw.delete(list);
    this.indexed.set(list, nodes);
    return nodes;
  }

  isCounty(code: RegionCode): boolean {
    return levelOf(code) === 'county' || this.countiesAlone.has(code);
  }

  /** The name in force; undefined when the code has ended or is not known here. */
  nameOf(code: RegionCode): string | undefined {
    return this.names.get(code);
  }

  /** Follows mergers to what stands today; undefined when the trail ends. */
  standing(code: RegionCode): RegionCode | undefined {
    let at: RegionCode | undefined = code;
    for (let hops = 0; at !== undefined && hops < 8; hops++) {
      if (this.names.has(at)) return at;
      at = this.successors.get(at);
    }
    return undefined;
  }

  private node(code: RegionCode, entry: RegionEntry, level: PlaceLevel): PlaceNode {
    return {
      ...readPlaceName(entry.name, level),
      code,
      ended: this.hasEnded(entry) ? entry.validTo : undefined,
    };
  }

  private hasEnded({ validTo }: RegionEntry): boolean {
    return validTo !== undefined && validTo <= this.today;
  }
}

function successorOf({ successor }: RegionEntry): RegionCode | undefined {
  return successor === undefined ? undefined : findRegionCode(successor);
}
