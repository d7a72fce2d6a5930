/** The operator's page: how the program stands, what could not be sent, who did what. Works without scripts. */
import { html } from 'hono/html';
import { chinaTime } from '../domain/china-time.ts';
import type { ChannelStanding, OutboxFigures } from '../domain/metrics.ts';
import type { Assets } from './assets.ts';
import { type Markup, page } from './layout.ts';
import type { AuditRow, BindingRow, DeadLetter, ProgramFacts, SwitchRow } from './operator-ports.ts';
import { DONE, OPERATOR, STATUS_WORDS, spanWord } from './operator-wording.ts';
import { SITE } from './wording.ts';

/** What the page shows; a part that could not be read is null. */
export interface OperatorView {
  now: Date;
  formToken: string;
  /** What was just done. */
  done: keyof typeof DONE | null;
  program: ProgramFacts | null;
  channels: readonly ChannelStanding[];
  outbox: OutboxFigures | null;
  deadLetters: readonly DeadLetter[] | null;
  switches: readonly SwitchRow[] | null;
  bindings: readonly BindingRow[] | null;
  audit: readonly AuditRow[] | null;
}

/** The whole page for somebody who is logged in. */
export function operatorPage(assets: Assets, view: OperatorView): Markup {
  const { formToken } = view;
  const logout = html`<form method="post" action="/operator/logout"><input type="hidden" name="form" value="${formToken}"><button class="plain">${OPERATOR.logout}</button></form>`;
  const body = html`<h1>${OPERATOR.title}</h1>
${view.done ? html`<p class="told" role="status">${DONE[view.done]}</p>` : ''}
${part(view.program, (program) => programFacts(program, view.now))}
${section(OPERATOR.channels, channelList(view.channels))}
${section(
  OPERATOR.sending,
  part(view.outbox, (outbox) => sendingFacts(outbox, view.now)),
)}
${section(
  OPERATOR.deadLetters,
  rows(view.deadLetters, (letter) => deadLetter(letter, formToken)),
)}
${section(OPERATOR.switches, rows(view.switches, switchRow))}
${section(OPERATOR.bindings, rows(view.bindings, bindingRow))}
${section(OPERATOR.audit, html`${rows(view.audit, auditRow)}<p><a href="/operator/audit.csv">${OPERATOR.download}</a></p>`)}`;
  return framed(
    assets,
    html`<a href="/operator/imports">${OPERATOR.imports}</a><a href="/operator">${OPERATOR.refresh}</a>${logout}`,
    body,
  );
}

/** The page for everybody else. @param problem what was wrong with the last attempt; null at the first */
export function loginPage(assets: Assets, problem: string | null): Markup {
  const body = html`<h1>${OPERATOR.loginTitle}</h1>
<form method="post" action="/operator/login" class="login">
<label for="token">${OPERATOR.tokenLabel}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus ${problem ? html`aria-invalid="true" aria-describedby="problem"` : ''}>
${problem ? html`<p id="problem" class="problem" role="alert">${problem}</p>` : ''}
<p class="quiet">${OPERATOR.tokenHint}</p>
<button class="main">${OPERATOR.login}</button>
</form>`;
  return framed(assets, html``, body);
}

function framed(assets: Assets, links: Markup, body: Markup): Markup {
  return page(assets, {
    title: OPERATOR.title,
    description: OPERATOR.description,
    kind: 'operator',
    script: null,
    body: html`<header class="bar"><a class="name" href="/">${SITE}</a><nav>${links}</nav></header>
<main>${body}</main>`,
  });
}

function section(title: string, body: Markup): Markup {
  return html`<section><h2>${title}</h2>${body}</section>`;
}

function part<T>(given: T | null, shown: (given: T) => Markup): Markup {
  return given === null ? html`<p class="problem">${OPERATOR.unreadable}</p>` : shown(given);
}

function rows<T>(given: readonly T[] | null, row: (each: T) => Markup): Markup {
  return part(given, (all) =>
    all.length === 0
      ? html`<p class="quiet">${OPERATOR.none}</p>`
      : html`<ul class="rows">${all.map((each) => html`<li>${row(each)}</li>`)}</ul>`,
  );
}

function facts(pairs: readonly (readonly [string, string | Markup])[]): Markup {
  return html`<dl class="numbers">${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function programFacts({ version, startedAt, projects, wordProblems }: ProgramFacts, now: Date): Markup {
  return facts([
    [OPERATOR.version, version],
    [OPERATOR.startedAt, time(startedAt)],
    [OPERATOR.uptime, spanWord(now.getTime() - Date.parse(startedAt))],
    [OPERATOR.projects, String(projects)],
    ...wordProblems.map((problem): [string, string] => [OPERATOR.wordProblem, problem]),
  ]);
}

function sendingFacts({ waiting, oldestDueAt, dead }: OutboxFigures, now: Date): Markup {
  const oldest = oldestDueAt === null ? OPERATOR.none : spanWord(now.getTime() - Date.parse(oldestDueAt));
  return facts([
    [OPERATOR.waiting, String(waiting)],
    [OPERATOR.oldest, oldest],
    [OPERATOR.dead, String(dead)],
  ]);
}

function channelList(channels: readonly ChannelStanding[]): Markup {
  if (channels.length === 0) return html`<p class="quiet">${OPERATOR.noChannels}</p>`;
  return html`<ul class="rows">${channels.map((channel) => html`<li>${channelRow(channel)}</li>`)}</ul>`;
}

function channelRow({ platform, account, state }: ChannelStanding): Markup {
  return html`<div class="line"><strong>${platform}</strong> <span class="quiet">${account}</span>
<span class="state ${state.status}">${STATUS_WORDS[state.status]}</span></div>
<p class="quiet">${OPERATOR.since(chinaTime(state.since))}</p>
${state.detail ? html`<p>${state.detail}</p>` : ''}
${state.loginQr ? loginQr(platform, account) : ''}`;
}

function loginQr(platform: string, account: string): Markup {
  const query = new URLSearchParams({ platform, account });
  return html`<figure><img src="/operator/login-qr.svg?${query.toString()}" width="240" height="240" alt="${OPERATOR.loginQr(platform)}">
<figcaption class="quiet">${OPERATOR.scan}</figcaption></figure>`;
}

function deadLetter(letter: DeadLetter, formToken: string): Markup {
  const button = (act: 'resend' | 'drop') =>
    html`<button name="act" value="${act}" class="${act}">${OPERATOR[act]}</button>`;
  return html`<div class="line"><strong>${letter.platform}</strong> <span>${OPERATOR[letter.kind]}</span>
<span class="quiet">${letter.chatId}</span></div>
<p>${letter.reason ?? OPERATOR.noReason}</p>
<p class="quiet">${time(letter.createdAt)} · ${OPERATOR.attempts(letter.attempts)}</p>
<form method="post" action="/operator/dead-letters/${letter.id}"><input type="hidden" name="form" value="${formToken}">${button('resend')}${button('drop')}</form>`;
}

function switchRow(row: SwitchRow): Markup {
  const until = row.until === null ? OPERATOR.endless : OPERATOR.until(chinaTime(row.until));
  return html`<div class="line"><strong>${row.what}</strong></div><p>${row.reason}</p>
<p class="quiet">${row.by} · ${OPERATOR.since(chinaTime(row.since))} · ${until}</p>`;
}

function bindingRow(row: BindingRow): Markup {
  const more = [row.unit, row.official, row.region].filter(Boolean).join(' · ');
  return html`<div class="line"><strong>${row.role}</strong> <span>${more}</span></div>
<p class="quiet">${row.platform} · ${row.personId} · ${time(row.since)}</p>`;
}

function auditRow(row: AuditRow): Markup {
  return html`<div class="line"><strong>${row.action}</strong> <span>${row.outcome}</span></div>
<p class="quiet">${time(row.at)} · ${row.actor}${row.where ? ` · ${row.where}` : ''}</p>
${row.detail ? html`<p class="quiet">${row.detail}</p>` : ''}`;
}

function time(instant: string): Markup {
  return html`<time datetime="${instant}">${chinaTime(instant)}</time>`;
}
