import {
  ancestorAt,
  anotherPlace,
  COUNTRY,
  createPlaceResolver,
  otherRows,
  type PlaceResolver,
  regionCode,
  type RegionCatalogue,
  type RegionCode,
} from '@mingbai/core';

type Texts = Parameters<PlaceResolver['resolve']>[0];

/** Places of one region, from the catalogue alone: no database is asked. */
export function placesIn(catalogue: RegionCatalogue, region: RegionCode, today: string): PlaceResolver {
  const county = ancestorAt(region, 'county');
  return createPlaceResolver([...catalogue.upper, ...catalogue.county(county.slice(0, 6))], region, today);
}

/**
 * Places of the whole country: each row's county is found by its name, and only the villages of counties that
 * the file speaks of are read. A row that lies in the county of most of the rows before it, and not in the one that it
 * names, is of that one by its name only: that is what is wrong with it.
 */
export class CountryPlaces implements PlaceResolver {
  private readonly byCounty = new Map<string, PlaceResolver>();
  private readonly found = new Map<string, string | undefined>();
  private readonly upper: PlaceResolver;
  /** How often the answer was a village of a county. */
  private readonly answers = new Map<string, number>();

  constructor(
    private readonly catalogue: RegionCatalogue,
    private readonly today: string,
  ) {
    this.upper = createPlaceResolver(catalogue.upper, COUNTRY, today);
  }

  readonly resolve = (texts: Texts): ReturnType<PlaceResolver['resolve']> => {
    const county = this.countyOf(texts);
    if (county === undefined) return this.upper.resolve(texts);
    const found = this.placesOf(county).resolve(texts);
    if (found.region !== null) this.answers.set(county, (this.answers.get(county) ?? 0) + 1);
    return found.rule === 'place-unknown' ? (this.ofAnother(county, texts) ?? found) : found;
  };

  private ofAnother(named: string, texts: Texts): ReturnType<PlaceResolver['resolve']> | undefined {
    const [most] = [...this.answers].toSorted(([, a], [, b]) => b - a);
    if (most === undefined || most[0] === named) return undefined;
    const { township = '', village = '' } = texts;
    if (this.placesOf(most[0]).resolve({ township, village }).region === null) return undefined;
    const own = this.catalogue.find(regionCode(most[0]))?.name ?? '';
    return anotherPlace('county', [named], otherRows(own));
  }

  private placesOf(county: string): PlaceResolver {
    let places = this.byCounty.get(county);
    if (places === undefined) {
      places = placesIn(this.catalogue, regionCode(county), this.today);
      this.byCounty.set(county, places);
    }
    return places;
  }

  /** Six digits of the only county of that name, under the province and city when the row says them. */
  private countyOf({ province, city, county }: Texts): string | undefined {
    const key = `${province ?? ''}|${city ?? ''}|${county ?? ''}`;
    if (!this.found.has(key)) this.found.set(key, this.search(bare(province), bare(city), bare(county)));
    return this.found.get(key);
  }

  private search(province: string, city: string, county: string): string | undefined {
    if (county === '') return undefined;
    const named = (level: string, name: string, code: RegionCode) =>
      name === '' ||
      this.catalogue.upper.some(
        (one) => one.level === level && one.code === code && bare(one.name).startsWith(name),
      );
    const hits = this.catalogue.upper.filter(
      (one) =>
        one.level === 'county' &&
        (bare(one.name) === county || bare(one.name).slice(0, -1) === county) &&
        named('province', province, ancestorAt(one.code, 'province')) &&
        named('city', city, ancestorAt(one.code, 'city')),
    );
    return hits.length === 1 ? hits[0]?.code.slice(0, 6) : undefined;
  }
}

function bare(text: string | undefined): string {
  return (text ?? '').replace(/\s/g, '');
}
