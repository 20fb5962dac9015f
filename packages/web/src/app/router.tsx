import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { createQueryClient, sessionQuery, setupQuery } from '../api/queries.ts';
import { isSignedOut } from '../api/problem.ts';
import { PageProblem } from '../ui/PageProblem.tsx';
import { NotFound } from '../ui/NotFound.tsx';
import { Loading } from '../ui/Loading.tsx';
import { firstPage } from './pages.ts';
import { parseSearch, pick, safeNext, stringifySearch } from './address.ts';
import { FINDING_KEYS } from '../features/findings/searchKeys.ts';
import { CASE_KEYS } from '../features/procedures/searchKeys.ts';
import { HOUSEHOLD_KEYS, PERSON_KEYS } from './searchKeys.ts';

const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search) => pick(search, ['next']),
  beforeLoad: async ({ context }) => {
    if ((await context.queryClient.ensureQueryData(setupQuery)).needed) throw redirect({ to: '/setup' });
  },
  component: lazyRouteComponent(() => import('../features/signin/SignInPage.tsx'), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context }) => {
    if (!(await context.queryClient.ensureQueryData(setupQuery)).needed) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('../features/setup/SetupPage.tsx'), 'SetupPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      return { session: await context.queryClient.ensureQueryData(sessionQuery) };
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      const next = safeNext(location.href);
      throw redirect({ to: '/sign-in', search: next === '/' ? {} : { next } });
    }
  },
  component: lazyRouteComponent(() => import('./Shell.tsx'), 'Shell'),
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: firstPage(context.session.permissions), replace: true });
  },
});

const workbench = createRoute({
  getParentRoute: () => shell,
  path: '/workbench',
  component: lazyRouteComponent(() => import('../features/workbench/WorkbenchPage.tsx'), 'WorkbenchPage'),
});

const picture = createRoute({
  getParentRoute: () => shell,
  path: '/picture',
  validateSearch: (search) => pick(search, ['region']),
  component: lazyRouteComponent(() => import('../features/picture/PicturePage.tsx'), 'PicturePage'),
});

const households = createRoute({
  getParentRoute: () => shell,
  path: '/households',
  validateSearch: (search) => pick(search, HOUSEHOLD_KEYS),
  component: lazyRouteComponent(() => import('../features/households/HouseholdsPage.tsx'), 'HouseholdsPage'),
});

const household = createRoute({
  getParentRoute: () => shell,
  path: '/households/$id',
  validateSearch: (search) => pick(search, ['asOf', 'knownAt', 'tab']),
  component: lazyRouteComponent(() => import('../features/household/HouseholdPage.tsx'), 'HouseholdPage'),
});

const persons = createRoute({
  getParentRoute: () => shell,
  path: '/persons',
  validateSearch: (search) => pick(search, PERSON_KEYS),
  component: lazyRouteComponent(() => import('../features/persons/PersonsPage.tsx'), 'PersonsPage'),
});

const village = createRoute({
  getParentRoute: () => shell,
  path: '/villages/$code',
  validateSearch: (search) => pick(search, ['year']),
  component: lazyRouteComponent(() => import('../features/village/VillagePage.tsx'), 'VillagePage'),
});

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  validateSearch: (search) => pick(search, ['page']),
  component: lazyRouteComponent(() => import('../features/imports/ImportsPage.tsx'), 'ImportsPage'),
});

/** As the word for it is in English, and in the README. */
const importAlias = createRoute({
  getParentRoute: () => shell,
  path: '/import',
  beforeLoad: () => {
    throw redirect({ to: '/imports', replace: true });
  },
});

const importJob = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$id',
  validateSearch: (search) => pick(search, ['tab', 'noun', 'rule', 'page']),
  component: lazyRouteComponent(() => import('../features/imports/ImportJobPage.tsx'), 'ImportJobPage'),
});

const findings = createRoute({
  getParentRoute: () => shell,
  path: '/findings',
  validateSearch: (search) => pick(search, FINDING_KEYS),
  component: lazyRouteComponent(() => import('../features/findings/FindingsPage.tsx'), 'FindingsPage'),
});

const finding = createRoute({
  getParentRoute: () => shell,
  path: '/findings/$id',
  component: lazyRouteComponent(() => import('../features/findings/FindingPage.tsx'), 'FindingPage'),
});

const cases = createRoute({
  getParentRoute: () => shell,
  path: '/cases',
  validateSearch: (search) => pick(search, CASE_KEYS),
  component: lazyRouteComponent(() => import('../features/procedures/CasesPage.tsx'), 'CasesPage'),
});

const oneCase = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('../features/procedures/CasePage.tsx'), 'CasePage'),
});

const notices = createRoute({
  getParentRoute: () => shell,
  path: '/notices',
  validateSearch: (search) => pick(search, ['state', 'open', 'page', 'rows']),
  component: lazyRouteComponent(() => import('../features/notices/NoticesPage.tsx'), 'NoticesPage'),
});

const notice = createRoute({
  getParentRoute: () => shell,
  path: '/notices/$id',
  component: lazyRouteComponent(() => import('../features/notices/NoticePage.tsx'), 'NoticePage'),
});

const rules = createRoute({
  getParentRoute: () => shell,
  path: '/rules',
  validateSearch: (search) => pick(search, ['tab']),
  component: lazyRouteComponent(() => import('../features/rules/RulesPage.tsx'), 'RulesPage'),
});

const policy = createRoute({
  getParentRoute: () => shell,
  path: '/policy',
  validateSearch: (search) => pick(search, ['q', 'model', 'tab', 'view']),
  component: lazyRouteComponent(() => import('../features/policy/PolicyPage.tsx'), 'PolicyPage'),
});

const householdPolicies = createRoute({
  getParentRoute: () => shell,
  path: '/households/$id/policies',
  component: lazyRouteComponent(
    () => import('../features/policy/household/PoliciesPage.tsx'),
    'PoliciesPage',
  ),
});

const policyDraft = createRoute({
  getParentRoute: () => shell,
  path: '/policy/drafts/$id',
  component: lazyRouteComponent(() => import('../features/policy/drafts/DraftPage.tsx'), 'DraftPage'),
});

const policyTrial = createRoute({
  getParentRoute: () => shell,
  path: '/policy/trials/$id',
  component: lazyRouteComponent(() => import('../features/policy/trials/TrialPage.tsx'), 'TrialPage'),
});

const decision = createRoute({
  getParentRoute: () => shell,
  path: '/decisions/$id',
  component: lazyRouteComponent(() => import('../features/policy/household/ReplayPage.tsx'), 'ReplayPage'),
});

const users = createRoute({
  getParentRoute: () => shell,
  path: '/users',
  validateSearch: (search) => pick(search, ['q', 'page', 'user']),
  component: lazyRouteComponent(() => import('../features/users/UsersPage.tsx'), 'UsersPage'),
});

const regions = createRoute({
  getParentRoute: () => shell,
  path: '/regions',
  validateSearch: (search) => pick(search, ['region', 'on', 'q']),
  component: lazyRouteComponent(() => import('../features/regions/RegionsPage.tsx'), 'RegionsPage'),
});

const journal = createRoute({
  getParentRoute: () => shell,
  path: '/journal',
  validateSearch: (search) => pick(search, ['tab', 'command', 'actor', 'subject', 'page']),
  component: lazyRouteComponent(() => import('../features/journal/JournalPage.tsx'), 'JournalPage'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/AccountPage.tsx'), 'AccountPage'),
});

const routeTree = root.addChildren([
  signIn,
  setup,
  shell.addChildren([
    home,
    workbench,
    picture,
    households,
    household,
    persons,
    village,
    imports,
    importAlias,
    importJob,
    findings,
    finding,
    cases,
    oneCase,
    notices,
    notice,
    rules,
    policy,
    householdPolicies,
    policyDraft,
    policyTrial,
    decision,
    users,
    regions,
    journal,
    account,
  ]),
]);

export const queryClient = createQueryClient(() => {
  // Several requests may learn of it at once; the first of them said where to come back to.
  if (router.latestLocation.pathname === '/sign-in') return;
  const next = safeNext(router.latestLocation.href);
  void router
    .navigate({ to: '/sign-in', search: next === '/' ? {} : { next } })
    // Not before: the page that is being left still reads it.
    .then(() => queryClient.removeQueries({ queryKey: sessionQuery.queryKey }));
});

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // TanStack Query keeps the data; the router only fetches code ahead.
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageProblem,
  defaultNotFoundComponent: NotFound,
  defaultPendingComponent: Loading,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
