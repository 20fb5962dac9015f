import type { FastifyRequest } from 'fastify';
import type { Services } from '../../frame/context.ts';

/** Where the public opens a notice: the address people reach us by, behind a proxy the setting's. */
export function addressOf(
  { publicUrl }: { readonly publicUrl?: Services['publicUrl'] },
  request: Pick<FastifyRequest, 'protocol' | 'host'>,
  slug: string,
): string {
  const own = publicUrl ?? new URL(`${request.protocol}://${request.host}`);
  return new URL(`/open/notice/${slug}`, own).href;
}
