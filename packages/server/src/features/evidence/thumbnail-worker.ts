import { parentPort, workerData } from 'node:worker_threads';
import { PhotonImage, resize, SamplingFilter } from '@silvia-odwyer/photon-node';
import type { ThumbnailTask } from './thumbnail.ts';

const QUALITY = 70;

/** One picture, then the thread ends, and the memory that the picture took with it. */
const { bytes, orientation, side } = workerData as ThumbnailTask;
const whole = PhotonImage.new_from_byteslice(bytes);
const scale = Math.min(1, side / Math.max(whole.get_width(), whole.get_height()));
const width = Math.max(1, Math.round(whole.get_width() * scale));
const height = Math.max(1, Math.round(whole.get_height() * scale));
const small = resize(whole, width, height, SamplingFilter.Triangle);
const upright = turn(small.get_raw_pixels(), width, height);
const image = new PhotonImage(upright.pixels, upright.width, upright.height);
parentPort?.postMessage(image.get_bytes_jpeg(QUALITY));

/** Turned as EXIF says (1 … 8), on white. */
function turn(pixels: Uint8Array, across: number, down: number) {
  const lies = orientation >= 5;
  const turned = {
    pixels: new Uint8Array(pixels.length),
    width: lies ? down : across,
    height: lies ? across : down,
  };
  for (let y = 0; y < down; y += 1)
    for (let x = 0; x < across; x += 1) {
      const [toX, toY] = placeOf(x, y, across - 1, down - 1);
      const from = (y * across + x) * 4;
      const to = (toY * turned.width + toX) * 4;
      const solid = (pixels[from + 3] ?? 255) / 255;
      for (let channel = 0; channel < 3; channel += 1)
        turned.pixels[to + channel] = (pixels[from + channel] ?? 0) * solid + 255 * (1 - solid);
      turned.pixels[to + 3] = 255;
    }
  return turned;
}

function placeOf(x: number, y: number, right: number, bottom: number): readonly [number, number] {
  const places: readonly (readonly [number, number])[] = [
    [x, y],
    [right - x, y],
    [right - x, bottom - y],
    [x, bottom - y],
    [y, x],
    [bottom - y, x],
    [bottom - y, right - x],
    [y, right - x],
  ];
  return places[orientation - 1] ?? [x, y];
}
