/** The page of imports: hand in a file, see what it would change, confirm; undo the last one. Works without scripts. */
import { html } from 'hono/html';
import { chinaTime } from '../domain/china-time.ts';
import type { Assets } from './assets.ts';
import type { LastImport, PendingImport } from './import-ports.ts';
import { AUDIENCES, IMPORT, IMPORT_DONE } from './import-wording.ts';
import { type Markup, page } from './layout.ts';
import { SITE } from './wording.ts';

/** What the page shows. */
export interface ImportView {
  formToken: string;
  /** What was just done. */
  done: keyof typeof IMPORT_DONE | null;
  /** What is wrong with the file just handed in. */
  problems: readonly string[];
  pending: PendingImport | null;
  last: LastImport | string;
}

/** The whole page for somebody who is logged in. */
export function importPage(assets: Assets, view: ImportView): Markup {
  const { done, problems, pending, last, formToken } = view;
  const own = html`<input type="hidden" name="form" value="${formToken}">`;
  const body = html`<h1>${IMPORT.title}</h1>
${done ? html`<p class="told" role="status">${IMPORT_DONE[done]}</p>` : ''}
${problems.length > 0 ? html`<div class="problem" role="alert"><p>${IMPORT.problems}</p>${list(problems)}</div>` : ''}
${pending ? waiting(pending, own) : handIn(own)}
<section><h2>${IMPORT.last}</h2>${typeof last === 'string' ? html`<p class="quiet">${last}</p>` : lastImport(last, own)}</section>`;
  return page(assets, {
    title: IMPORT.title,
    description: IMPORT.description,
    kind: 'operator',
    script: null,
    body: html`<header class="bar"><a class="name" href="/">${SITE}</a><nav><a href="/operator">${IMPORT.back}</a></nav></header>
<main>${body}</main>`,
  });
}

function handIn(own: Markup): Markup {
  const field = (name: string, label: string, type: string, required = false) =>
    html`<label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" ${required ? 'required' : ''}>`;
  return html`<form method="post" action="/operator/imports" enctype="multipart/form-data" class="login">${own}
${field('file', IMPORT.file, 'file', true)}
${field('region', IMPORT.region, 'text')}
${field('year', IMPORT.year, 'text')}
${field('periodEnd', IMPORT.periodEnd, 'date')}
<button class="main">${IMPORT.read}</button>
</form>`;
}

function waiting(pending: PendingImport, own: Markup): Markup {
  const { fileName, title, regionName, year, projects, periodEnd, stored, counts, lines, token } = pending;
  const kinds = ['changed', 'added', 'gone', 'doubts'] as const;
  return html`<section><h2>${IMPORT.waiting}</h2>
<div class="line"><strong>${title}</strong> <span class="quiet">${fileName}</span></div>
<p>${IMPORT.found(regionName, year, projects)}；${IMPORT.period(periodEnd)}</p>
${stored ? numbers(counts) : html`<p>${IMPORT.same}</p>`}
${kinds.map((kind) => (lines[kind].length === 0 ? '' : html`<h3>${IMPORT.counts[kind]}</h3>${list(lines[kind])}`))}
<p class="quiet">${IMPORT.notYet}</p>
<form method="post" action="/operator/imports/confirm" class="login">${own}<input type="hidden" name="token" value="${token}">
<label for="audience">${IMPORT.audience}</label>
<select id="audience" name="audience">${Object.entries(AUDIENCES).map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select>
<button class="main">${IMPORT.confirm}</button>
<button class="plain" formaction="/operator/imports/cancel">${IMPORT.cancel}</button>
</form></section>`;
}

function numbers(counts: PendingImport['counts']): Markup {
  const entries = Object.entries(counts) as [keyof typeof counts, number][];
  return html`<dl class="numbers">${entries.map(([kind, count]) => html`<div><dt>${IMPORT.counts[kind]}</dt><dd>${count}</dd></div>`)}</dl>`;
}

function lastImport(last: LastImport, own: Markup): Markup {
  const { id, title, regionName, year, at, vanishing, reverting, onlyReaders } = last;
  return html`<div class="line"><strong>${title}</strong> <span class="quiet">${regionName}${year}年</span></div>
<p class="quiet">${IMPORT.at(chinaTime(at))}</p>
<p>${onlyReaders ? IMPORT.undoReaders : IMPORT.undoEffect(vanishing, reverting)}</p>
<form method="post" action="/operator/imports/undo" class="login">${own}<input type="hidden" name="id" value="${id}"><button class="plain">${IMPORT.undo}</button></form>`;
}

const list = (lines: readonly string[]): Markup =>
  html`<ul class="rows">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
