/** Markup, put together so that no text can become any. */
export interface Html {
  readonly markup: string;
}

export type Part = Html | string | number | undefined | readonly Part[];

/** Whatever stands in it is text, unless it is markup itself. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: pieces.reduce((markup, piece, at) => markup + written(parts[at - 1]) + piece),
});

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  return isHtml(part) ? part.markup : part.map(written).join('');
}

const isHtml = (part: Html | readonly Part[]): part is Html => 'markup' in part;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Signs that no document may hold are left out; those that turn the direction of other text stay inside of their own. */
const escaped = (text: string): string =>
  `${text.replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')}${/[\u202a-\u202e\u2066-\u2069]/.test(text) ? '\u202c\u2069' : ''}`;
