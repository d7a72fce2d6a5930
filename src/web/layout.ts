/** The frame of every page. */
import { html } from 'hono/html';
import type { Assets } from './assets.ts';
import { SITE } from './wording.ts';

/** Escaped markup, as `html` makes it. */
export type Markup = ReturnType<typeof html>;

export interface PageParts {
  title: string;
  description: string;
  /** Class of the body element and name of its style file. */
  kind: 'chat' | 'reading' | 'operator';
  /** Script file of the page, null when it needs none. */
  script: string | null;
  body: Markup;
}

/** A whole page; nothing in it comes from another address. */
export function page(assets: Assets, parts: PageParts): Markup {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f4f6f5" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#121615" media="(prefers-color-scheme: dark)">
<meta name="format-detection" content="telephone=no">
<meta name="description" content="${parts.description}">
<title>${parts.title === SITE ? SITE : `${parts.title} · ${SITE}`}</title>
<link rel="icon" href="${assets.path('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.path('base.css')}">
<link rel="stylesheet" href="${assets.path(`${parts.kind}.css`)}">
${parts.script ? html`<script type="module" src="${assets.path(parts.script)}"></script>` : ''}
</head>
<body class="${parts.kind}">
${parts.body}
</body>
</html>`;
}
