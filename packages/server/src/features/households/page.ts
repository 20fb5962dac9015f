import { levelOf, type RegionCode } from '@mingbai/core';
import type { HouseholdPage } from '@mingbai/core/api';
import type { Origin, Said, StoredMember, StoredPage, Vault } from '@mingbai/store';
import { masked } from './masked.ts';
import { provenanceOf } from './provenance.ts';

type Opener = Pick<Vault, 'open'>;
type Origins = ReadonlyMap<string, Origin>;

/** The journal entries behind what stands on the page. */
export function entriesOf(page: StoredPage): Set<string> {
  const all: (Said | null)[] = [
    page.household,
    page.condition,
    page.guarantee,
    ...page.members.map(({ person }) => person),
    ...page.risk,
    ...page.measures,
    ...page.incomes,
    ...page.responsible,
  ];
  return new Set(all.flatMap((said) => (said === null ? [] : [said.entry])));
}

export function householdPage(page: StoredPage, origins: Origins, vault: Opener): HouseholdPage {
  const dated = <T extends Said & { values: HouseholdPage['household']['values'] }>(said: T) => ({
    values: said.values,
    provenance: provenanceOf(said, origins),
  });
  const members = page.members.map((member) => ({
    lasts: member.lasts,
    shown: memberOf(member, origins, vault),
  }));
  return {
    id: page.id,
    asOf: page.asOf,
    knownAt: page.knownAt,
    region: page.path.find(({ code }) => code === page.region) ?? unnamed(page.region),
    path: page.path,
    group: page.group,
    phone: masked(vault, 'household', 'phone', page.phone),
    bank_account: masked(vault, 'household', 'bank_account', page.bank_account),
    household: dated(page.household),
    members: members.filter(({ lasts }) => lasts).map(({ shown }) => shown),
    formerMembers: members.filter(({ lasts }) => !lasts).map(({ shown }) => shown),
    condition: page.condition === null ? null : dated(page.condition),
    guarantee: page.guarantee === null ? null : dated(page.guarantee),
    risk: page.risk.map(dated),
    measures: page.measures.map((said) => ({
      item: said.item,
      values: said.chosen,
      provenance: provenanceOf(said, origins),
    })),
    incomes: incomesOf(page, origins),
    responsible: page.responsible.map((said) => ({
      // The id lets the page ask for the number in full.
      values: { ...said.values, id: said.id },
      phone: masked(vault, 'responsible', 'phone', said.phone),
      provenance: provenanceOf(said, origins),
    })),
  };
}

function memberOf(member: StoredMember, origins: Origins, vault: Opener): HouseholdPage['members'][number] {
  return {
    id: member.id,
    name: member.name ?? '',
    age: member.age,
    identity: masked(vault, 'person', 'identity_no', member.identity),
    phone: masked(vault, 'person', 'phone', member.phone),
    membership: member.membership,
    person: { values: member.person.values, provenance: provenanceOf(member.person, origins) },
    work: member.work,
  };
}

/** By year, newest first, as the statement orders them. */
function incomesOf(page: StoredPage, origins: Origins): HouseholdPage['incomes'] {
  const years = new Map<number, HouseholdPage['incomes'][number]['items']>();
  for (const said of page.incomes) {
    const items = years.get(said.year) ?? [];
    items.push({ item: said.item, fen: said.fen, provenance: provenanceOf(said, origins) });
    years.set(said.year, items);
  }
  return [...years].map(([year, items]) => ({ year, items }));
}

function unnamed(code: RegionCode): HouseholdPage['region'] {
  return { code, name: code, level: levelOf(code) };
}
