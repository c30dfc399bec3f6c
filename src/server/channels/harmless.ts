/** Others wrote what stands in alerts. What they wrote is shown, and does nothing: no mention, no link, no heading. */

/** Invisible, and keeps the characters around it from meaning something together. */
const apart = '\u200b';

/** Without what can’t be seen, or turns the direction of what stands after it; on one line where asked for. */
export function visible(text: string): string {
  return text.replace(/(?![\t\r\n])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '').replace(/\r\n?|[\u2028\u2029]/g, '\n');
}

export const onOneLine = (text: string): string => visible(text).replace(/\s*\n\s*/g, ' ').trim();

const everybody = /@(?=all\b|everyone\b|here\b|channel\b|所有人|全体)/gi;

/** For the Markdown of DingTalk and WeCom, which know no way to escape: what would work is taken apart. */
export function inMarkdown(text: string): string {
  return visible(text)
    .replace(everybody, `@${apart}`)
    .replace(/</g, `<${apart}`)
    .replace(/\](?=\()/g, `]${apart}`)
    .replace(/:\/\//g, `:${apart}//`)
    .replace(/([*`~_])(?=\1)/g, `$1${apart}`)
    .replace(/^(\s*)(?=[#>]|[-+*] |\d+\. |-{3}|={3})/gm, `$1${apart}`);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const entityOf = (each: string): string => entities[each] ?? each;

export const inHtml = (text: string): string => visible(text).replace(/[&<>"']/g, entityOf);

/** Slack means something by these three only; nothing else mentions or links. */
export const inSlack = (text: string): string => visible(text).replace(/[&<>]/g, entityOf);

/** Feishu’s Markdown takes characters by their numbers. */
export const inFeishu = (text: string): string => visible(text).replace(/[&<>*~`[\]()_#@]/g, (each) => `&#${each.codePointAt(0) ?? 0};`);
