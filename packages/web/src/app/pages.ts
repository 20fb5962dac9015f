/**
 * The pages of the menu, each with the permission that brings it there (`also`: any of these too). Only what is built is
 * listed. `open`: anybody may look who has the address.
 */
export const PAGES = [
  { to: '/workbench', label: 'workbench', permission: 'procedure.act', also: ['finding.work', 'import.run'] },
  { to: '/picture', label: 'picture', permission: 'picture.read' },
  { to: '/findings', label: 'findings', permission: 'finding.read' },
  { to: '/cases', label: 'cases', permission: 'procedure.read' },
  { to: '/notices', label: 'notices', permission: 'procedure.read' },
  { to: '/households', label: 'households', permission: 'register.read' },
  { to: '/persons', label: 'persons', permission: 'register.read' },
  { to: '/imports', label: 'imports', permission: 'import.run' },
  { to: '/rules', label: 'rules', permission: 'finding.decide', also: ['rule.run'], open: true },
  { to: '/policy', label: 'policy', permission: 'finding.read' },
  { to: '/users', label: 'users', permission: 'user.read' },
  {
    to: '/regions',
    label: 'regions',
    permission: 'region.write',
    also: ['grant.write', 'journal.read'],
    open: true,
  },
  { to: '/journal', label: 'journal', permission: 'journal.read' },
] as const;

export type PageLabel = (typeof PAGES)[number]['label'];

export function pagesFor(permissions: readonly string[]): readonly (typeof PAGES)[number][] {
  return PAGES.filter(
    (page) =>
      permissions.includes(page.permission) ||
      ('also' in page && page.also.some((permission) => permissions.includes(permission))),
  );
}

/** The page of the menu that an address belongs to and that these permissions do not open. */
export function closedPage(path: string, permissions: readonly string[]): PageLabel | undefined {
  const page = PAGES.find(({ to }) => path === to || path.startsWith(`${to}/`));
  return page === undefined || 'open' in page || pagesFor(permissions).includes(page)
    ? undefined
    : page.label;
}

/** Where somebody lands; an account without a role yet sees its own account. */
export function firstPage(permissions: readonly string[]): (typeof PAGES)[number]['to'] | '/account' {
  return pagesFor(permissions)[0]?.to ?? '/account';
}
