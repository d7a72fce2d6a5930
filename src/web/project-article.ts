/** One project: what was promised, what is done, which figures say so, who answers for it, from which document. */
import { html } from 'hono/html';
import type { Figure, FigurePair, UnitLink } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import { percent, printedFigure, splitAtFigures, stateWord } from './format.ts';
import type { Markup } from './layout.ts';
import { PROJECTS } from './wording.ts';

/** The public page of a project. Doubts and contacts stay with the staff. */
export function projectArticle(dossier: Dossier): Markup {
  const word = stateWord(dossier);
  const text = (part: string) => prose(part, dossier.figures);
  return html`<article><p class="quiet"><a href="/projects?region=${dossier.regionSlug}&year=${dossier.year}">${dossier.regionName} ${dossier.year} 年</a> · 第 ${dossier.position} 项</p>
<h1>${dossier.name}</h1>
<p class="facts">${word ? html`<span class="state ${dossier.status}">${word}</span>` : ''}${statedRate(dossier)}</p>
${section(PROJECTS.goal, text(dossier.goal))}
${section(PROJECTS.progress, dossier.note ? text(dossier.note) : html`<p class="quiet">${PROJECTS.noProgress}</p>`)}
${section(PROJECTS.reason, text(dossier.reason))}
${section(PROJECTS.figures, pairList(dossier))}
${section(PROJECTS.milestones, milestoneList(dossier))}
${section(PROJECTS.units, unitList(dossier.units))}
<footer class="quiet">${dossier.period ? `${PROJECTS.asOf(dossier.period.end)} · ` : ''}${PROJECTS.source(dossier.documentTitle)}</footer></article>`;
}

function section(title: string, body: Markup | null): Markup | string {
  return body ? html`<section><h2>${title}</h2>${body}</section>` : '';
}

/** Paragraphs word for word, their figures set off. */
function prose(text: string, figures: readonly Figure[]): Markup | null {
  const paragraphs = text.split('\n').filter((line) => line.trim() !== '');
  const piece = (each: { text: string; figure: boolean }) =>
    each.figure ? html`<b>${each.text}</b>` : each.text;
  const paragraph = (line: string) => html`<p>${splitAtFigures(line, figures).map(piece)}</p>`;
  return paragraphs.length ? html`${paragraphs.map(paragraph)}` : null;
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
  const sum = `${printedFigure(actual)} ÷ ${printedFigure(target)}`;
  const computed = pair.ratio === null ? '' : `${PROJECTS.computedRate} ${percent(pair.ratio)}（${sum}）`;
  const shown = pair.statedRatio ?? pair.ratio;
  return html`${shown === null ? '' : bar(shown, PROJECTS.figures)}<p class="quiet">${[stated, computed].filter(Boolean).map((rate) => html`<span class="rate">${rate}</span> `)}</p>`;
}

function bar(ratio: number, label: string): Markup {
  const full = Math.min(100, Math.round(ratio * 100));
  return html`<progress max="100" value="${full}" aria-label="${label} ${percent(ratio)}"></progress>`;
}

function figureText(figure: Figure): Markup {
  const asOf = figure.asOf ? html` <span class="quiet">${PROJECTS.asOf(figure.asOf)}</span>` : '';
  return html`<span class="indicator">${figure.indicator}</span> <b>${printedFigure(figure)}</b>${asOf}`;
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
