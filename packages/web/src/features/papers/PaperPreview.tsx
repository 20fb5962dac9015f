import type { PaperBlock, PaperModel } from '@mingbai/core';
import { Fragment } from 'react';
import './papers.css';

/** What a paper says, as a page: for reading before it is printed, not for measuring. */
export function PaperPreview({ paper }: { readonly paper: PaperModel }) {
  return (
    <article className="sheet" lang="zh-CN">
      {paper.parts.map((part, at) => (
        <Fragment key={`${at}-${part.title}`}>
          {part.blocks.map((block, index) => (
            <Block key={index} block={block} />
          ))}
          {part.note !== '' && <p className="sheet-note">{part.note}</p>}
        </Fragment>
      ))}
    </article>
  );
}

function Block({ block }: { readonly block: PaperBlock }) {
  switch (block.kind) {
    case 'title':
      return <h3 className="sheet-title">{block.text}</h3>;
    case 'subtitle':
      return <p className="sheet-subtitle">{block.text}</p>;
    case 'heading':
      return <h4>{block.text}</h4>;
    case 'paragraph':
      return (
        <p
          className={`sheet-${block.size}`}
          style={{
            textAlign: block.align,
            textIndent: block.indent ? '2em' : 0,
            fontWeight: block.bold ? 600 : 400,
          }}
        >
          {block.text}
        </p>
      );
    case 'grid':
      return <Grid rows={block.rows} widths={block.widths} />;
    case 'table':
      return <List block={block} />;
    case 'signatures':
      return (
        <ul className="sheet-signatures">
          {block.labels.map((label) => (
            <li key={label}>{label}：</li>
          ))}
        </ul>
      );
    case 'code':
      return (
        <p>
          {block.caption} {block.text}
        </p>
      );
    case 'pictures':
      return (
        <ul className="sheet-signatures">
          {block.items.map(({ caption }) => (
            <li key={caption}>{caption}</li>
          ))}
        </ul>
      );
    case 'space':
      return <div style={{ height: `${Math.min(block.lines, 3)}em` }} />;
    case 'break':
      return <hr />;
  }
}

type Of<K extends PaperBlock['kind']> = Extract<PaperBlock, { kind: K }>;

function Grid({ rows, widths }: Pick<Of<'grid'>, 'rows' | 'widths'>) {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return (
    <table>
      <colgroup>
        {widths.map((width, at) => (
          <col key={at} style={{ width: `${(width / total) * 100}%` }} />
        ))}
      </colgroup>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, index) =>
              cell.label === true ? (
                <th key={index} scope="row" colSpan={cell.span ?? 1}>
                  {cell.text}
                </th>
              ) : (
                <td
                  key={index}
                  colSpan={cell.span ?? 1}
                  style={{ height: cell.lines === undefined ? undefined : `${cell.lines * 1.5}em` }}
                >
                  {cell.text}
                  {cell.foot !== undefined && <div className="sheet-foot">{cell.foot}</div>}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function List({ block: { columns, rows } }: { readonly block: Of<'table'> }) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map(({ title }, at) => (
            <th key={at} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((text, index) => (
              <td key={index} style={{ textAlign: columns[index]?.align ?? 'left' }}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
