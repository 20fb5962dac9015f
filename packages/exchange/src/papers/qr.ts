import { encode } from 'uqr';

/** The dark fields of a QR code, row by row; error correction M, so that a crease on paper does no harm. */
export function qrFields(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'M', border: 0 }).data;
}
