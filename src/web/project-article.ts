/** One project: what was promised, what is done, which figures say so, who answers for it, from which document. */
import { html } from 'hono/html';
import type { Figure, FigurePair, UnitLink } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import { percent } from './format.ts';
import type { Markup } from './layout.ts';
import { PROJECTS, STATUS_LABELS } from './wording.ts';

/** The public page of a project. Doubts and contacts stay with the staff. */
export function projectArticle(dossier: Dossier): Markup {
  return html`<article><p class="quiet"><a href="/projects?region=${dossier.regionSlug}&year=${dossier.year}">${dossier.regionName} ${dossier.year} 年</a> · 第 ${dossier.position} 项</p>
<h1>${dossier.name}</h1>
<p class="facts"><span class="state ${dossier.status}">${dossier.statusWord ?? STATUS_LABELS[dossier.status]}</span>${statedRate(dossier)}</p>
${section(PROJECTS.goal, prose(dossier.goal))}
${section(PROJECTS.progress, dossier.note ? prose(dossier.note) : html`<p class="quiet">${PROJECTS.noProgress}</p>`)}
${section(PROJECTS.reason, prose(dossier.reason))}
${section(PROJECTS.figures, pairList(dossier))}
${section(PROJECTS.targetFigures, figureList(unpaired(dossier, 'target')))}
${section(PROJECTS.otherFigures, figureList(unpaired(dossier, 'actual')))}
${section(PROJECTS.milestones, milestoneList(dossier))}
${section(PROJECTS.units, unitList(dossier.units))}
<footer class="quiet">${dossier.period ? `${PROJECTS.asOf(dossier.period.end)} · ` : ''}${PROJECTS.source(dossier.documentTitle)}</footer></article>`;
}

function section(title: string, body: Markup | null): Markup | string {
  return body ? html`<section><h2>${title}</h2>${body}</section>` : '';
}

function prose(text: string): Markup | null {
  const paragraphs = text.split('\n').filter((line) => line.trim() !== '');
  return paragraphs.length ? html`${paragraphs.map((line) => html`<p>${line}</p>`)}` : null;
}

function statedRate(dossier: Dossier): Markup | string {
  if (dossier.statedRate === null) return '';
  const text = percent(dossier.statedRate);
  return html`<span>${PROJECTS.statedRate} <b>${text}</b></span>${bar(dossier.statedRate, PROJECTS.statedRate)}`;
}

function pairList(dossier: Dossier): Markup | null {
  if (!dossier.pairs.length) return null;
  return html`<ul class="pairs">${dossier.pairs.map((pair) => pairItem(pair, dossier.figures))}</ul>`;
}

function pairItem(pair: FigurePair, figures: readonly Figure[]): Markup | string {
  const target = figures[pair.target];
  const actual = figures[pair.actual];
  if (!target || !actual) return '';
  return html`<li><dl><div><dt>${PROJECTS.target}</dt><dd>${figureText(target)}</dd></div>
<div><dt>${PROJECTS.actual}</dt><dd>${figureText(actual)}</dd></div></dl>${pairRates(pair, target, actual)}</li>`;
}

/** What the document states comes first; our own division says that it is ours. */
function pairRates(pair: FigurePair, target: Figure, actual: Figure): Markup {
  const stated = pair.statedRatio === null ? '' : `${PROJECTS.statedRate} ${percent(pair.statedRatio)}`;
  const sum = `${actual.printed} ÷ ${target.printed}`;
  const computed = pair.ratio === null ? '' : `${PROJECTS.computedRate} ${percent(pair.ratio)}（${sum}）`;
  const shown = pair.statedRatio ?? pair.ratio;
  return html`${shown === null ? '' : bar(shown, PROJECTS.figures)}<p class="quiet">${[stated, computed].filter(Boolean).map((rate) => html`<span class="rate">${rate}</span> `)}</p>`;
}

function bar(ratio: number, label: string): Markup {
  const full = Math.min(100, Math.round(ratio * 100));
  return html`<progress max="100" value="${full}" aria-label="${label} ${percent(ratio)}"></progress>`;
}

function unpaired(dossier: Dossier, kind: Figure['kind']): Figure[] {
  const paired = new Set(dossier.pairs.flatMap((pair) => [pair.target, pair.actual]));
  return dossier.figures.filter((figure, index) => figure.kind === kind && !paired.has(index));
}

function figureList(figures: readonly Figure[]): Markup | null {
  if (!figures.length) return null;
  return html`<ul class="figures">${figures.map((figure) => html`<li>${figureText(figure)}</li>`)}</ul>`;
}

function figureText(figure: Figure): Markup {
  const asOf = figure.asOf ? html` <span class="quiet">${PROJECTS.asOf(figure.asOf)}</span>` : '';
  return html`<span class="indicator">${figure.indicator}</span> <b>${figure.printed}</b>${asOf}`;
}

function milestoneList(dossier: Dossier): Markup | null {
  if (!dossier.milestones.length) return null;
  const steps = dossier.milestones.map(
    (step) => html`<li><time datetime="${step.due}">${step.printed}</time> ${step.what}</li>`,
  );
  return html`<ul class="figures">${steps}</ul>`;
}

function unitList(units: readonly UnitLink[]): Markup | null {
  if (!units.length) return null;
  const words = [...new Set(units.map((unit) => unit.word))];
  const names = (word: string) => units.filter((unit) => unit.word === word).map((unit) => unit.name);
  return html`<dl class="units">${words.map((word) => html`<div><dt>${word}</dt><dd>${names(word).join('、')}</dd></div>`)}</dl>`;
}
