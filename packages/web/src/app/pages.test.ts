import { ROLES, ROLE_NAMES } from '@mingbai/core';
import { describe, expect, it } from 'vitest';
import { closedPage, firstPage, pagesFor } from './pages.ts';

describe('the menu', () => {
  it('lands every role on a page it may open', () => {
    for (const role of ROLE_NAMES) {
      expect(pagesFor(ROLES[role].permissions).map((page) => page.to)).toContain(
        firstPage(ROLES[role].permissions),
      );
    }
  });

  it('keeps the administrators out of the register', () => {
    for (const role of ['system_admin', 'security_admin', 'audit_admin'] as const) {
      const pages = pagesFor(ROLES[role].permissions).map((page) => page.label);
      expect(pages).not.toContain('households');
      expect(pages).not.toContain('picture');
    }
  });

  it('closes a page to who may not open it, with all that lies below', () => {
    const { permissions } = ROLES.village_worker;
    expect(closedPage('/imports', permissions)).toBe('imports');
    expect(closedPage('/imports/7', permissions)).toBe('imports');
    expect(closedPage('/households/7', permissions)).toBeUndefined();
    expect(closedPage('/regions', permissions)).toBeUndefined();
    expect(closedPage('/importsx', permissions)).toBeUndefined();
    expect(closedPage('/imports', ROLES.county_clerk.permissions)).toBeUndefined();
  });

  it('shows an account without a role only itself', () => {
    expect(firstPage([])).toBe('/account');
  });
});
