/** The chat page: an empty conversation that the script fills. */
import { html } from 'hono/html';
import type { Assets } from './assets.ts';
import { type Markup, page } from './layout.ts';
import { MAX_TEXT_LENGTH } from './message-request.ts';
import { CHAT, SITE } from './wording.ts';

/** The page at `/`. */
export function chatPage(assets: Assets): Markup {
  return page(assets, {
    title: SITE,
    description: CHAT.description,
    kind: 'chat',
    script: 'chat.js',
    body: html`<header class="bar">
<h1>${SITE}</h1>
<nav><button type="button" class="plain" id="fresh" hidden>${CHAT.fresh}</button><a href="/projects">${CHAT.toProjects}</a></nav>
</header>
<main id="scroll" tabindex="0">
<section id="welcome"><h2>${CHAT.welcome}</h2><p>${CHAT.hint}</p>
<div id="suggestions" role="group" aria-label="${CHAT.suggestions}"></div>
<noscript><p>${CHAT.noScript}<a href="/projects">${CHAT.toProjects}</a>。</p></noscript></section>
<div id="log" role="log" aria-live="polite" aria-relevant="additions" aria-label="${CHAT.log}"></div>
</main>
<form id="composer" autocomplete="off">
<p id="notice" role="status" hidden></p>
<div class="field"><textarea id="text" rows="1" aria-label="${CHAT.inputLabel}" placeholder="${CHAT.placeholder}" enterkeyhint="send" data-most="${MAX_TEXT_LENGTH}" data-offline="${CHAT.offline}"></textarea>
<button type="submit" id="send">${CHAT.send}</button></div>
</form>`,
  });
}
