import { Problem, type RegionCode } from '@mingbai/core';
import { getPicture } from '@mingbai/core/api';
import { countPicture, pathTo, pulseOf, type Counts } from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { PictureCache } from './cache.ts';

export function pictureRoutes(): Implementation[] {
  const cache = new PictureCache<Counts>();
  return [
    implement(getPicture, (call) =>
      call.read(async (tx) => {
        const region = (call.query.region as RegionCode | undefined) ?? call.region;
        const area = areaOf(call, region);
        const path = await pathTo(tx, call.region, region);
        const here = path.at(-1);
        if (here === undefined || here.code !== region) throw new Problem('not-found');
        // Asked before the counting: what is committed meanwhile makes the next view count again.
        const pulse = await pulseOf(tx);
        // By scope too, so that nobody is ever shown what another's scope has counted.
        const counts = await cache.get(`${call.region}/${region}`, pulse, () => countPicture(tx, area));
        return { region: here, path, ...counts };
      }),
    ),
  ];
}
