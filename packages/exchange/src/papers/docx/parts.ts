import type { Theme } from '../layout/theme.ts';

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
export const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD_ML = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const TYPES =
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>' +
  `<Override PartName="/word/document.xml" ContentType="${WORD_ML}.document.main+xml"/>` +
  `<Override PartName="/word/styles.xml" ContentType="${WORD_ML}.styles+xml"/>` +
  `<Override PartName="/word/footer1.xml" ContentType="${WORD_ML}.footer+xml"/>` +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';

export const ROOT_RELS =
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
  `<Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="word/document.xml"/>` +
  '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>';

export function coreXml(title: string): string {
  return (
    `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
    `<dc:title>${title}</dc:title><dc:creator>Mingbai</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`
  );
}

/** Faces that offices have: the text in 仿宋, titles in 小标宋 or what stands for it, headings in 黑体. */
const FACES = (chinese: string): string =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${chinese}"/>`;

export function stylesXml(theme: Theme): string {
  const size = (points: number): string =>
    `<w:sz w:val="${Math.round(points * 2)}"/><w:szCs w:val="${Math.round(points * 2)}"/>`;
  const style = (id: string, name: string, paragraph: string, run: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
    `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
  return (
    `${XML}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>${FACES('仿宋')}${size(theme.body)}` +
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>' +
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="40" w:line="324" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
    style(
      'Title',
      'Title',
      '<w:jc w:val="center"/>',
      `${FACES('方正小标宋简体')}<w:b/>${size(theme.title)}`,
    ) +
    style('Subtitle', 'Subtitle', '<w:spacing w:after="120"/><w:jc w:val="center"/>', size(theme.body)) +
    style(
      'Heading1',
      'heading 1',
      '<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:outlineLvl w:val="0"/>',
      `${FACES('黑体')}${size(theme.heading)}`,
    ) +
    '</w:styles>'
  );
}
