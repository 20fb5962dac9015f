import { renderSVG } from 'uqr';

/** The code that a telephone opens, as an SVG picture; error correction M, so that a crease on paper does no harm. */
export function qrOf(address: string): string {
  return renderSVG(address, { ecc: 'M', border: 2 });
}
