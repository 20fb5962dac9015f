import { ancestorAt, COUNTRY, findRegionCode, isWithin, levelOf, type RegionCode } from '../region/code.ts';
import type { Words } from './fault.ts';
import { nearest } from './nearest.ts';
import { anotherPlace } from './other-place.ts';
import { PlaceIndex, type PlaceNode, type RegionEntry } from './place-index.ts';
import { PLACE_LEVELS, type PlaceLevel, type PlaceName, readPlaceName } from './place-name.ts';

/** The texts of a row, '' or absent when the sheet has no such column. */
export type PlaceTexts = Readonly<Partial<Record<PlaceLevel, string>>>;

export type PlaceRule =
  | 'place-unknown'
  | 'place-ambiguous'
  | 'place-elsewhere'
  | 'place-outside-scope'
  | 'place-merged';

export interface PlaceResult {
  /** The village that stands today; null when there is none, or it is not within the scope. */
  readonly region: RegionCode | null;
  /** The column that the rule or the repair is about. */
  readonly level: PlaceLevel;
  readonly rule?: PlaceRule;
  /** Names within the scope only. For `place-merged` the name of today; for `place-elsewhere` what the name is of. */
  readonly expected?: Words;
  /** For `place-merged`: the day. */
  readonly other?: string;
  /** The name of the register, when the sheet wrote another one that is not just a longer or shorter form. */
  readonly repairedTo?: string;
  /** The name of the register, when the sheet wrote it longer or shorter: 红花村 for 红花村民委员会. */
  readonly official?: string;
}

export interface PlaceResolver {
  readonly resolve: (texts: PlaceTexts) => PlaceResult;
}

const CACHED = 50_000;

/**
 * Finds villages by the names that people write: with or without 村委会, 镇 or 乡, former names, mergers.
 * Nothing about places outside `scope` is ever in a result, but that a province, city or county is another one than the
 * scope's, which everybody may know. `today` (ISO) decides what has ended; a name that was in
 * force on `stated`, the day of which the file speaks, is right and not told as a change.
 */
export function createPlaceResolver(
  regions: Iterable<RegionEntry>,
  scope: RegionCode,
  today = '9999-12-31',
  stated = today,
): PlaceResolver {
  const search = new PlaceSearch(new PlaceIndex(regions, scope, today), scope, stated);
  const cache = new Map<string, PlaceResult>();
  return {
    resolve: (texts) => {
      const key = PLACE_LEVELS.map((level) => texts[level] ?? '').join('\n');
      const known = cache.get(key);
      if (known !== undefined) return known;
      const result = search.resolve(texts);
      if (cache.size < CACHED) cache.set(key, result);
      return result;
    },
  };
}

/** A node that matched, or why none did. */
type Found =
  | { readonly node: PlaceNode; readonly loose: boolean }
  | { readonly rule: 'unknown' | 'ambiguous'; readonly nodes: readonly PlaceNode[] };

class PlaceSearch {
  constructor(
    private readonly index: PlaceIndex,
    private readonly scope: RegionCode,
    private readonly stated: string,
  ) {}

  resolve(texts: PlaceTexts): PlaceResult {
    const direct = findRegionCode((texts.village ?? '').trim());
    if (direct !== undefined && levelOf(direct) === 'village') return this.finish(direct, 'village', direct);
    const county = this.county(texts);
    if (typeof county !== 'string') return county;
    if ((texts.village ?? '').trim() === '') return { region: null, level: 'village' };
    if ((texts.township ?? '').trim() === '')
      return this.village(texts.village ?? '', this.townshipsOf(county), undefined);
    const township = this.find(
      'township',
      county,
      readPlaceName(texts.township ?? '', 'township'),
      this.parentNames(county),
    );
    if ('rule' in township)
      return this.fail(
        township,
        'township',
        [...this.index.under('township', county).values()].flat(),
        texts.township,
      );
    const now = this.index.standing(township.node.code);
    if (!this.touches(township.node.code) && (now === undefined || !this.touches(now)))
      return outside('township');
    const places =
      now === undefined || now === township.node.code ? [township.node.code] : [township.node.code, now];
    return this.village(texts.village ?? '', places, township);
  }

  /** The county's code, or the result that says why not. */
  private county(texts: PlaceTexts): RegionCode | PlaceResult {
    const provinces = this.known('province', texts.province);
    const cities = this.known('city', texts.city);
    const agrees = (code: RegionCode): boolean =>
      (provinces === undefined || provinces.includes(ancestorAt(code, 'province'))) &&
      (cities === undefined || cities.includes(ancestorAt(code, 'city')));
    const own = ancestorAt(this.scope, 'county');
    if ((texts.county ?? '').trim() === '') {
      if (!this.index.isCounty(own))
        return { region: null, level: 'county', rule: 'place-unknown', expected: '' };
      return agrees(own) ? own : (this.above(provinces, cities) ?? outside('county'));
    }
    const name = readPlaceName(texts.county ?? '', 'county');
    const named = this.index.under('county', COUNTRY).get(name.key) ?? [];
    const all = named.filter(({ code }) => agrees(code));
    const isMine = ({ code }: PlaceNode): boolean => this.touches(this.index.standing(code) ?? code);
    const mine = all.filter(isMine);
    const found = choose(mine, name);
    if (found !== undefined && 'node' in found)
      return this.index.standing(found.node.code) ?? found.node.code;
    if (found !== undefined) return this.fail(found, 'county', mine);
    const others = (all.length > 0 ? all : named).filter((node) => !isMine(node));
    if (others.length > 0)
      return this.another(
        'county',
        others.map(({ code }) => code),
      );
    return (
      this.above(provinces, cities) ??
      this.fail(
        { rule: 'unknown', nodes: [] },
        'county',
        [...this.index.under('county', COUNTRY).values()].flat(),
        texts.county,
      )
    );
  }

  /** A province or city that the row names and that is not the scope's. */
  private above(provinces?: readonly RegionCode[], cities?: readonly RegionCode[]): PlaceResult | undefined {
    for (const [level, codes] of [
      ['province', provinces],
      ['city', cities],
    ] as const)
      if (codes !== undefined && !codes.some((code) => this.touches(code))) return this.another(level, codes);
    return undefined;
  }

  private another(level: 'province' | 'city' | 'county', codes: readonly RegionCode[]): PlaceResult {
    const own = this.index.nameOf(ancestorAt(this.scope, level)) ?? this.index.nameOf(this.scope) ?? '';
    return anotherPlace(level, codes, {
      zh: `本登记簿${level === 'county' ? '是' : '属'}${own}`,
      en: `this register ${level === 'county' ? 'is of' : 'lies in'} ${own}`,
    });
  }

  private village(
    text: string,
    townships: readonly RegionCode[],
    township: Extract<Found, { node: PlaceNode }> | undefined,
  ): PlaceResult {
    const name = readPlaceName(text, 'village');
    const hits = townships.map((code) => this.find('village', code, name, this.parentNames(code)));
    const found = hits.filter((hit) => 'node' in hit);
    const ambiguous = hits.find((hit) => 'rule' in hit && hit.rule === 'ambiguous');
    const [first, second] = found;
    if (township === undefined && first !== undefined && second !== undefined) {
      const nodes = found.map(({ node }) => node).filter(({ code }) => this.touches(code));
      return {
        region: null,
        level: 'village',
        rule: 'place-ambiguous',
        expected: nodes
          .slice(0, 5)
          .map((node) => this.withTownship(node))
          .join('、'),
      };
    }
    if (first === undefined) {
      if (ambiguous !== undefined && 'rule' in ambiguous)
        return this.fail(ambiguous, 'village', ambiguous.nodes);
      const nodes = townships.flatMap((code) => [...this.index.under('village', code).values()].flat());
      return this.fail({ rule: 'unknown', nodes: this.elsewhere(name, townships) }, 'village', nodes, text);
    }
    return this.finish(first.node.code, 'village', name.full, first, township);
  }

  private finish(
    code: RegionCode,
    level: PlaceLevel,
    written: string,
    found?: Extract<Found, { node: PlaceNode }>,
    township?: Extract<Found, { node: PlaceNode }>,
  ): PlaceResult {
    const region = this.index.standing(code);
    if (region === undefined || !isWithin(region, this.scope))
      return isWithin(code, this.scope)
        ? { region: null, level, rule: 'place-unknown', expected: '' }
        : outside(level);
    if (found === undefined) return { region, level, repairedTo: this.index.nameOf(region) ?? '' };
    for (const [at, hit] of [
      ['village', found],
      ['township', township],
    ] as const) {
      if (hit?.node.ended === undefined) continue;
      const now = this.index.nameOf(at === 'village' ? region : ancestorAt(region, 'township')) ?? '';
      if (hit.node.ended > this.stated) return { region, level: at, official: now };
      return { region, level: at, rule: 'place-merged', expected: now, other: hit.node.ended };
    }
    if (found.loose) return { region, level, repairedTo: found.node.full };
    if (township?.loose === true) return { region, level: 'township', repairedTo: township.node.full };
    return found.node.full === written ? { region, level } : { region, level, official: found.node.full };
  }

  private find(level: PlaceLevel, parent: RegionCode, name: PlaceName, above: readonly string[]): Found {
    const nodes = this.index.under(level, parent);
    const found = choose(nodes.get(name.key) ?? [], name);
    if (found !== undefined) return found;
    // 固始县陈淋子镇 in the column of townships: the names above are written again.
    const prefix = above.find(
      (one) => one !== '' && name.full.startsWith(one) && name.full.length > one.length,
    );
    if (prefix === undefined) return { rule: 'unknown', nodes: [] };
    const short = readPlaceName(name.full.slice(prefix.length), level);
    const again = choose(nodes.get(short.key) ?? [], short);
    if (again === undefined) return { rule: 'unknown', nodes: [] };
    return 'node' in again ? { node: again.node, loose: true } : again;
  }

  private fail(
    found: Extract<Found, { rule: string }>,
    level: PlaceLevel,
    choices: readonly PlaceNode[],
    text?: string,
  ): PlaceResult {
    if (found.rule === 'ambiguous') {
      const mine = found.nodes.filter(({ code }) => this.touches(code));
      return {
        region: null,
        level,
        rule: 'place-ambiguous',
        expected: apart(mine).join('、'),
      };
    }
    const mine = choices
      .filter(({ code, ended }) => ended === undefined && this.touches(code))
      .map(({ full }) => full);
    const moved = found.nodes.map((node) => this.withTownship(node));
    const near =
      text === undefined || (mine.length === 1 && level !== 'county')
        ? mine.slice(0, 3)
        : nearest(text, mine, 3, (name) => readPlaceName(name, level).key);
    return {
      region: null,
      level,
      rule: 'place-unknown',
      expected: [...moved, ...near].slice(0, 3).join('、'),
    };
  }

  /** The same name in another township of the county, within the scope: most likely what was meant. */
  private elsewhere(name: PlaceName, not: readonly RegionCode[]): PlaceNode[] {
    const [at] = not;
    if (at === undefined) return [];
    return this.townshipsOf(ancestorAt(at, 'county'))
      .filter((code) => !not.includes(code))
      .flatMap((code) => this.index.under('village', code).get(name.key) ?? [])
      .filter(({ code }) => this.touches(code));
  }

  private known(level: PlaceLevel, text = ''): RegionCode[] | undefined {
    if (text.trim() === '') return undefined;
    const nodes = this.index.under(level, COUNTRY).get(readPlaceName(text, level).key);
    // An unknown word here (北京市 as its own city, 省直辖) says nothing about the county.
    return nodes?.map(({ code }) => code);
  }

  private townshipsOf(county: RegionCode): RegionCode[] {
    const codes = [...this.index.under('township', county).values()].flat().map(({ code }) => code);
    return [...new Set(codes)].filter((code) => this.touches(code));
  }

  private parentNames(parent: RegionCode): string[] {
    const township = this.index.nameOf(parent) ?? '';
    const county = this.index.nameOf(ancestorAt(parent, 'county')) ?? '';
    return levelOf(parent) === 'township' ? [county + township, township] : [county];
  }

  private withTownship(node: PlaceNode): string {
    return (this.index.nameOf(ancestorAt(node.code, 'township')) ?? '') + node.full;
  }

  private touches(code: RegionCode): boolean {
    return isWithin(code, this.scope) || isWithin(this.scope, code);
  }
}

/** Exactly the name, else what stands today, else the word at its end, else the latest of former times. */
function choose(nodes: readonly PlaceNode[], name: PlaceName): Found | undefined {
  const standing = nodes.filter(({ ended }) => ended === undefined);
  const exact = standing.filter(({ full }) => full === name.full);
  if (exact[0] !== undefined && sameCode(exact)) return { node: exact[0], loose: false };
  if (standing.length > 0) {
    const alike =
      standing.length > 1 && name.kind !== '' ? standing.filter(({ kind }) => kind === name.kind) : standing;
    const [only] = alike;
    if (only === undefined || !sameCode(alike)) return { rule: 'ambiguous', nodes: standing };
    const former = nodes.find(({ ended, full }) => ended !== undefined && full === name.full);
    if (former !== undefined) return { node: former, loose: false };
    return { node: only, loose: name.kind !== '' && only.kind !== '' && name.kind !== only.kind };
  }
  const latest = nodes.toSorted((a, b) => ((a.ended ?? '') < (b.ended ?? '') ? 1 : -1))[0];
  return latest === undefined ? undefined : { node: latest, loose: false };
}

/** Names to choose from; where several places have the same, with the code by which each can be named. */
function apart(nodes: readonly PlaceNode[]): string[] {
  return nodes.map(({ full, code }) =>
    nodes.some((other) => other.full === full && other.code !== code) ? `${full}（${code}）` : full,
  );
}

function sameCode(nodes: readonly PlaceNode[]): boolean {
  return nodes.every(({ code }) => code === nodes[0]?.code);
}

function outside(level: PlaceLevel): PlaceResult {
  return { region: null, level, rule: 'place-outside-scope' };
}
