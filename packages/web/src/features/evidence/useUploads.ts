import { useEffect, useSyncExternalStore } from 'react';
import { uploads, type QueueItem } from './queue.ts';

/** The uploads that this part of the page began, now or before it was loaded anew. */
export function useUploads(slot: string, user: string | undefined): readonly QueueItem[] {
  const items = useSyncExternalStore(uploads.subscribe, uploads.items);
  useEffect(() => {
    if (user !== undefined) void uploads.restore(user);
  }, [user]);
  return items.filter(({ pending }) => pending.slot === slot && pending.user === user);
}
