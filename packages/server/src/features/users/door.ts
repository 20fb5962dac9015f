import { openDatabase, type Database } from '@mingbai/store';
import { openLibrary, type Library } from '../../auth/library.ts';

/** What commands about accounts need: the register and the sign-in library. */
export interface Door {
  readonly database: Database;
  readonly library: Library;
}

export interface DoorOptions {
  readonly appUrl: string;
  readonly authUrl: string;
  readonly authSecret: string;
}

/** For the shell, which works beside the server or without it. */
export function openDoor(options: DoorOptions): Door & { close(): Promise<void> } {
  const database = openDatabase(options.appUrl, { connections: 2, name: 'mingbai-shell' });
  const library = openLibrary({ url: options.authUrl, secret: options.authSecret, secure: false });
  return {
    database,
    library,
    async close() {
      await database.close();
      await library.pool.end();
    },
  };
}
