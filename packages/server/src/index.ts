export { createServer, FILE_LIMIT, type Server, type ServerOptions } from './app/server.ts';
export { contract, openApi } from './app/openapi.ts';
export { createAccounts, founder, install, needsSetup, type FirstAccount } from './features/setup/install.ts';
export { createAccount } from './features/users/create.ts';
export { VERSION } from './version.ts';
