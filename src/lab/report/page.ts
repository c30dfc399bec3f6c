import type { Lang } from '../../data/text.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { styles } from './styles.ts';

/** A report as a page of its own. */
export interface PageHead {
  readonly lang: Lang;
  readonly title: string;
  /** What the report is, and when it was made. */
  readonly kind: string;
  readonly when: string;
  readonly under: Html;
  readonly foot: string;
}

/** It loads nothing and runs nothing, and says so to the browser. */
export function page({ lang, title, kind, when, under, foot }: PageHead, body: Html): string {
  return html`${{ markup: '<!doctype html>' }}
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${kind}</title>
<style>${{ markup: styles }}</style>
</head>
<body>
<main>
<header><div class="kind"><span>${kind}</span><span>${when}</span></div><h1>${title}</h1><p class="versions">${under}</p></header>
${body}
<footer>${foot}</footer>
</main>
</body>
</html>
`.markup;
}
