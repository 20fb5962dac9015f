import { CODE_LISTS, findField } from '../dictionary/index.ts';
import type { CodeList } from '../dictionary/codes/list.ts';
import type { ImportDictionary } from './value.ts';

const LISTS = new Map<string, CodeList>(CODE_LISTS.map((list) => [list.id, list]));

/** The register's own dictionary, as the import asks for it; `year` as in `ImportDictionary`. */
export function registerDictionary(year?: number): ImportDictionary {
  const dictionary = { field: findField, list: (id: string) => LISTS.get(id) };
  return year === undefined ? dictionary : { ...dictionary, year };
}
