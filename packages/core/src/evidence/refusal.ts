import { EVIDENCE_KINDS, type EvidenceKind } from './kind.ts';

/** Why a file that arrived was not kept; the uploader reads it. */
export type EvidenceRefusal = 'empty' | 'type' | 'heic' | 'macros' | 'damaged' | 'infected';

interface RefusalText {
  readonly zh: string;
  readonly en: string;
}

const TEXTS: Readonly<Record<EvidenceRefusal, RefusalText>> = {
  empty: { zh: '文件是空的。', en: 'The file is empty.' },
  type: {
    zh: '文件的内容不是{types}（看的是内容，不是扩展名）。请换一个文件。',
    en: 'What is in the file is not {types} (the content counts, not the name). Choose another file.',
  },
  heic: {
    zh: '暂不支持 HEIC 照片。请在手机“设置 › 相机 › 格式”中选“兼容性最佳”，或另存为 JPEG 后再上传。',
    en: 'HEIC photos are not supported. Choose “Most Compatible” in the phone’s camera settings, or save it as JPEG.',
  },
  macros: {
    zh: '文件里带有宏，可能含有恶意代码。请另存为不带宏的格式，或打印为 PDF 后再上传。',
    en: 'The file has macros in it, which may do harm. Save it without them, or print it as PDF.',
  },
  damaged: {
    zh: '文件已损坏，无法读取。请重新拍摄或重新导出后再上传。',
    en: 'The file is damaged and cannot be read. Take or export it again.',
  },
  infected: {
    zh: '病毒扫描发现了问题，文件未保存。请不要在其他电脑上打开它，并告诉系统管理员。',
    en: 'The virus scan found something; the file was not kept. Do not open it elsewhere, and tell the administrator.',
  },
};

export function sayRefusal(why: EvidenceRefusal, kind: EvidenceKind): { zh: string; en: string } {
  const { zh, en } = TEXTS[why];
  const { typesZh, typesEn } = EVIDENCE_KINDS[kind];
  return { zh: zh.replace('{types}', typesZh), en: en.replace('{types}', typesEn) };
}
