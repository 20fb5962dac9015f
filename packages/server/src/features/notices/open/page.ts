import { markup, Html } from './html.ts';
import { STYLE } from './style.ts';
import { type Language, type Word, word } from './words.ts';

/** Who reads, and where: every link keeps the language. */
export class Reader {
  constructor(
    readonly language: Language,
    /** Path and query of this page, without the language. */
    private readonly here: string,
  ) {}

  say(name: Word, values?: Readonly<Record<string, string | number>>): string {
    return word(this.language, name, values);
  }

  /** One of two languages. */
  of(both: { readonly zh: string; readonly en: string }): string {
    return both[this.language];
  }

  link(path: string, language: Language = this.language): string {
    if (language === 'zh') return path;
    return `${path}${path.includes('?') ? '&' : '?'}lang=en`;
  }

  get other(): string {
    return this.link(this.here, this.language === 'zh' ? 'en' : 'zh');
  }
}

/** A whole page. */
export function pageOf(reader: Reader, title: string, content: Html): string {
  const { language } = reader;
  const nav = (
    [
      ['/open', 'notices'],
      ['/open/policies', 'policies'],
      ['/open/answer', 'answer'],
    ] as const
  ).map(([path, name]) => markup`<a href="${reader.link(path)}">${reader.say(name)}</a> `);
  return markup`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,noarchive" />
        <title>${title} · ${reader.say('name')}</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">${reader.say('skip')}</a>
        <header>
          <b>${reader.say('name')}</b>
          <nav aria-label="${reader.say('name')}">
            ${nav}<a href="${reader.other}" lang="${language === 'zh' ? 'en' : 'zh-CN'}"
              >${reader.say('other')}</a
            >
          </nav>
        </header>
        <main id="main">
          <h1>${title}</h1>
          ${content}
        </main>
        <footer><p>${reader.say('foot')} ${reader.say('hotline')}</p></footer>
      </body>
    </html> `.text;
}
