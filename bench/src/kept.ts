import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptFolder } from './folder.ts';
import { say } from './log.ts';
import { installed, migrated, startCluster, type Cluster, type Installed } from './place.ts';

export interface Kept {
  readonly place: Installed;
  readonly cluster: Cluster;
}

/**
 * The installation `name` in a folder of that name with its size, as `make` left it; kept between runs, and made anew
 * when its migrations have been rewritten since.
 */
export async function keptPlace(
  name: string,
  size: number,
  make: (cluster: Cluster) => Promise<Installed>,
): Promise<Kept> {
  const folder = keptFolder(`${name}-${size}`);
  const done = join(folder, 'done');
  if (existsSync(done)) {
    const cluster = await startCluster(folder, false);
    try {
      return { place: await migrated(installed(cluster, name)), cluster };
    } catch (error) {
      say(`the kept register is of another time (${(error as Error).message}): making it anew`);
      await cluster.stop();
    }
  }
  rmSync(folder, { recursive: true, force: true });
  const cluster = await startCluster(keptFolder(`${name}-${size}`), false);
  try {
    const place = await make(cluster);
    writeFileSync(done, `${new Date().toISOString()}\n`);
    return { place, cluster };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
