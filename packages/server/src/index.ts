export { createServer, FILE_LIMIT, type Server, type ServerOptions } from './app/server.ts';
export { contract, openApi } from './app/openapi.ts';
export { oneTimePassword } from './auth/credentials.ts';
export { createAccounts, founder, install, needsSetup, type FirstAccount } from './features/setup/install.ts';
export { openDoor, type Door, type DoorOptions } from './features/users/door.ts';
export { allAccounts, grantTo, resetPasswordOfName, shellActor } from './features/users/shell.ts';
export { VERSION } from './version.ts';
