/** What evidence can be. A procedure says which kinds a step asks for. */
export type EvidenceKind = 'photo' | 'film' | 'scan' | 'signature' | 'document';

export type MediaType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'video/mp4'
  | 'video/quicktime'
  | 'video/3gpp'
  | 'video/webm'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/ofd';

interface KindRule {
  readonly zh: string;
  readonly en: string;
  /** Bytes, at most. */
  readonly limit: number;
  readonly types: readonly MediaType[];
  /** As people say them. */
  readonly typesZh: string;
  readonly typesEn: string;
}

const MIB = 1024 * 1024;
const PICTURES = ['image/jpeg', 'image/png', 'image/webp'] as const;

export const EVIDENCE_KINDS: Readonly<Record<EvidenceKind, KindRule>> = {
  photo: {
    zh: '照片',
    en: 'Photo',
    limit: 30 * MIB,
    types: PICTURES,
    typesZh: 'JPEG、PNG、WebP',
    typesEn: 'JPEG, PNG, WebP',
  },
  film: {
    zh: '视频',
    en: 'Film',
    limit: 2048 * MIB,
    types: ['video/mp4', 'video/quicktime', 'video/3gpp', 'video/webm'],
    typesZh: 'MP4、MOV、3GP、WebM',
    typesEn: 'MP4, MOV, 3GP, WebM',
  },
  scan: {
    zh: '扫描件',
    en: 'Scan',
    limit: 50 * MIB,
    types: [...PICTURES, 'application/pdf'],
    typesZh: 'JPEG、PNG、WebP、PDF',
    typesEn: 'JPEG, PNG, WebP, PDF',
  },
  signature: {
    zh: '签名',
    en: 'Signature',
    limit: 10 * MIB,
    types: ['image/png', 'image/jpeg'],
    typesZh: 'PNG、JPEG',
    typesEn: 'PNG, JPEG',
  },
  document: {
    zh: '文件',
    en: 'Document',
    limit: 100 * MIB,
    types: [
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/ofd',
    ],
    typesZh: 'PDF、DOCX、XLSX、OFD',
    typesEn: 'PDF, DOCX, XLSX, OFD',
  },
};

export const EVIDENCE_KIND_NAMES = Object.keys(EVIDENCE_KINDS) as [EvidenceKind, ...EvidenceKind[]];

export function isPicture(type: MediaType): boolean {
  return type.startsWith('image/');
}

export function isFilm(type: MediaType): boolean {
  return type.startsWith('video/');
}

const EXTENSIONS: Readonly<Record<MediaType, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/3gpp': '.3gp',
  'video/webm': '.webm',
  'application/pdf': '.pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/ofd': '.ofd',
};

/** The name to save it under: the ending is that of the content, whatever it was called. */
export function evidenceFileName(name: string, type: MediaType): string {
  const ending = EXTENSIONS[type];
  return name.toLowerCase().endsWith(ending) ? name : `${name.replace(/\.[A-Za-z0-9]{1,5}$/, '')}${ending}`;
}
