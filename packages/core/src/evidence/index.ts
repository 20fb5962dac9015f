export * from './kind.ts';
export * from './refusal.ts';
export { HEAD, mediaTypeOf, TAIL, type MediaVerdict } from './media-type.ts';
export { cleanPicture, type PictureFacts } from './picture.ts';
export { readFilm, type ByteSource, type FilmFacts, type Patch } from './film.ts';
export type { GeoPlace } from './exif.ts';
