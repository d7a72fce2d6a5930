/** Inside one project: the clause and the figure that answer a question best. Pure. */
import type { Figure } from '../../domain/project.ts';
import type { Dossier, IndexedClause } from '../../domain/records.ts';
import type { Concept } from '../question.ts';
import { clauseWeight, hold, narrow, totalWeight } from './fit.ts';
import type { MeasureFit } from './measures.ts';
import type { Near, Nearness } from './near.ts';
import { prepare } from './prepared.ts';
import { statementOf } from './statement.ts';

export interface ClauseHit {
  clause: IndexedClause;
  /** Share of the question's weight that the clause holds, bonuses included. */
  score: number;
}

export interface FigureHit {
  figure: Figure;
  /** Place in `dossier.figures`. */
  index: number;
  score: number;
}

export interface Wanted {
  concepts: readonly Concept[];
  /** Which side is asked for; null when either will do. */
  side: 'target' | 'actual' | null;
  /** 人, 公里 …; null when no measure was named. */
  measure: string | null;
  /** How near the words around a figure come to the question's own. */
  near?: Nearness;
  /** How far a text tells of the matter that was told in people's words, 0–1. */
  likeness?: (text: string) => number;
}

const LABEL = /^[^，。；：]{2,16}：/u;
/** What a label like 马路摊点治理： lends to the clauses under it. */
const LABEL_SHARE = 0.45;
const NAMED_SHARE = 0.4;
/** A figure that is measured against a target is what a project is about. */
const PAIRED_BONUS = 0.15;
const TOTAL_BONUS = 0.25;
const MEASURE_BONUS = 0.3;
/** 户 asked for, 户 counted: what counts nearly the same stands back. */
const SAME_MEASURE = 0.25;
const SIDE_BONUS = 0.25;
/** What it is worth that the words around a figure are those of the question. */
const NEAR_SHARE = 0.35;
/** … that the same is done, and that something beside is told. */
const SAME_ACT = 0.5;
const ASIDE = 0.2;
/** What it is worth that a clause tells of the same matter in other words. */
const LIKE_SHARE = 0.3;
/** 更换, 筹集: so short a name takes over what its pair is called, at this share. */
const BARE_VERB = 3;
const LENT_SHARE = 0.9;

/** Clauses by how well they answer, best first; ties in reading order. */
export function rankClauses(dossier: Dossier, wanted: Wanted, measureFit: MeasureFit): ClauseHit[] {
  const concepts = localConcepts(dossier, wanted.concepts);
  const total = totalWeight(wanted.concepts) || 1;
  let label = '';
  let part = '';
  const bonus = measureBonuses(dossier, wanted, measureFit);
  const hits = dossier.clauses.map((clause): ClauseHit => {
    if (clause.part !== part) label = '';
    part = clause.part;
    label = LABEL.exec(clause.plain)?.[0] ?? label;
    const own = concepts.reduce((sum, c) => sum + c.weight * lentHold(clause.plain, label, c), 0) / total;
    const like = LIKE_SHARE * (wanted.likeness?.(clause.plain) ?? 0);
    return { clause, score: own + like + sideBonus(clause, wanted) + (bonus.get(clause.ordinal) ?? 0) };
  });
  return hits.sort((a, b) => b.score - a.score || a.clause.ordinal - b.clause.ordinal);
}

function lentHold(text: string, label: string, concept: Concept): number {
  return Math.max(hold(text, concept), LABEL_SHARE * hold(label, concept));
}

/** What the project's name or every clause of it says tells little about which clause is meant. */
function localConcepts(dossier: Dossier, concepts: readonly Concept[]): Concept[] {
  const { name, whole } = prepare(dossier);
  const count = Math.max(1, dossier.clauses.length);
  return concepts.flatMap((concept) => {
    const [here] = literally(concept, { name, whole });
    if (here === undefined) return [{ ...concept, alternatives: [] }];
    const share = dossier.clauses.filter(({ plain }) => hold(plain, here) > 0).length / count;
    const inName = hold(name, here) > 0;
    const own = inName ? namedTerms(concept, here, name) : here.alternatives;
    return [
      { ...here, alternatives: own, weight: here.weight * (inName ? NAMED_SHARE : 1) * (1 - 0.7 * share) },
    ];
  });
}

/** 慢充 where the texts say so beside 公共充电桩: the person's own word tells the figures of one project apart. */
function literally(concept: Concept, { name, whole }: { name: string; whole: string }): Concept[] {
  const { printed, alternatives } = concept;
  const written = alternatives.filter(
    ({ term }) => term !== printed && term.length > 1 && printed.includes(term) && whole.includes(term),
  );
  const news = written.filter(({ term }) => !name.includes(term));
  if (written.length > 0) return [{ ...concept, alternatives: news.length > 0 ? news : written }];
  if (printed.length < 2 || name.includes(printed) || !whole.includes(printed)) return narrow(whole, concept);
  return [{ ...concept, alternatives: [{ term: printed, weight: 1 }] }];
}

/** Of what the project's name holds already, only the person's own words. */
const namedTerms = ({ printed }: Concept, { alternatives }: Concept, name: string) =>
  alternatives.filter(({ term, weight }) => weight >= 1 || !name.includes(printed) || term === printed);

const TOTAL = /(共计?|累计|合计|总计)[^，。；]{0,14}$/u;

/** 共计开展活动505场: it stands for the whole, not for a part. */
function isTotal(dossier: Dossier, figure: Figure): boolean {
  const text = dossier.clauses.find(({ ordinal }) => ordinal === figure.clause)?.text ?? '';
  return figure.kind === 'actual' && TOTAL.test(text.slice(0, Math.max(0, text.indexOf(figure.printed))));
}

/** Share of the question that the project's name holds: 1 when it asks about the project as a whole. */
export function nameShare(dossier: Dossier, concepts: readonly Concept[]): number {
  const { name } = prepare(dossier);
  const total = totalWeight(concepts);
  return total === 0 ? 0 : concepts.reduce((sum, c) => sum + (hold(name, c) > 0 ? c.weight : 0), 0) / total;
}

/** Words that weigh less single out no figure. */
const TELLING = 0.4;

/** What being told by the very word that is asked for is worth to a figure. */
const PART_BONUS = 0.4;
/** Only the person's own word singles a figure out. */
const OWN_WORD = 1;

/** 永靖县 of 永靖县农村公路: words that are in no name but that some of the figures are told by. */
function tellingParts(dossier: Dossier, concepts: readonly Concept[]): Concept[] {
  const { name } = prepare(dossier);
  const told = concepts.filter((concept) => concept.weight >= TELLING && hold(name, concept) === 0);
  return told.filter((concept) =>
    dossier.figures.some(({ indicator }) => hold(indicator, concept) >= OWN_WORD),
  );
}

const shareHeld = (text: string, concepts: readonly Concept[]): number =>
  concepts.length === 0 ? 0 : clauseWeight(text, concepts) / totalWeight(concepts);

function sideBonus(clause: IndexedClause, { side }: Wanted): number {
  if (clause.part === 'title') return -0.2;
  if (side === null) return clause.part === 'goal' ? 0 : 0.02;
  return (clause.part === 'goal') === (side === 'target') ? SIDE_BONUS : 0;
}

/** By clause: how well its best figure counts in what is asked for. */
function measureBonuses(dossier: Dossier, { measure }: Wanted, measureFit: MeasureFit): Map<number, number> {
  const bonuses = new Map<number, number>();
  if (measure === null) return bonuses;
  for (const { clause, unit } of dossier.figures) {
    const bonus = MEASURE_BONUS * measureFit(measure, unit);
    if (bonus > (bonuses.get(clause) ?? 0)) bonuses.set(clause, bonus);
  }
  return bonuses;
}

/** Figures by how well they answer, best first. The indicator counts most, then its clause and its measure. */
export function rankFigures(dossier: Dossier, wanted: Wanted, measureFit: MeasureFit): FigureHit[] {
  const clauses = new Map(
    rankClauses(dossier, wanted, measureFit).map(({ clause, score }) => [clause.ordinal, score]),
  );
  const concepts = localConcepts(dossier, wanted.concepts);
  const total = totalWeight(wanted.concepts) || 1;
  const parts = tellingParts(dossier, wanted.concepts);
  const near = dossier.figures.map((figure) => nearness(dossier, figure, wanted));
  const single = parts.length > 0 || near.some(({ sameAct }) => sameAct);
  const asWhole = single ? 0 : nameShare(dossier, wanted.concepts);
  const paired = new Set(dossier.pairs.flatMap(({ target, actual }) => [target, actual]));
  const called = dossier.figures.map(
    ({ indicator }) =>
      concepts.reduce((sum, c) => sum + c.weight * hold(indicator.toLowerCase(), c), 0) / total,
  );
  const hits = dossier.figures.map((figure, index): FigureHit => {
    const other = figure.indicator.length <= BARE_VERB ? otherSide(dossier, index) : null;
    const lent = other === null ? 0 : LENT_SHARE * called[other]!;
    const like = LIKE_SHARE * (wanted.likeness?.(statementOf(dossier, figure)) ?? 0);
    const own =
      Math.max(called[index]!, lent) + NEAR_SHARE * near[index]!.words + actBonus(near[index]!) + like;
    const fit = wanted.measure === null ? 0.5 : measureFit(wanted.measure, figure.unit);
    const fits = fit - 0.5 + (fit === 1 ? SAME_MEASURE : 0);
    const side =
      wanted.side === null ? (figure.kind === 'actual' ? 0.08 : 0) : figure.kind === wanted.side ? 0.4 : -0.2;
    const main =
      (paired.has(index) ? PAIRED_BONUS * (1 + 2 * asWhole) : 0) +
      (isTotal(dossier, figure) ? TOTAL_BONUS * asWhole : 0) +
      (fit > 0 ? PART_BONUS * shareHeld(figure.indicator, parts) : 0);
    return { figure, index, score: own + 0.6 * (clauses.get(figure.clause) ?? 0) + 0.5 * fits + side + main };
  });
  return hits.sort((a, b) => b.score - a.score || a.index - b.index);
}

const nearness = (dossier: Dossier, figure: Figure, { near }: Wanted): Near =>
  near === undefined ? NOTHING : near(statementOf(dossier, figure), prepare(dossier).name);

const NOTHING: Near = { words: 0, sameAct: false, aside: false };

const actBonus = ({ sameAct, aside }: Near): number => (sameAct ? SAME_ACT : 0) - (aside ? ASIDE : 0);

function otherSide({ pairs }: Dossier, index: number): number | null {
  const pair = pairs.find(({ target, actual }) => target === index || actual === index);
  if (pair === undefined) return null;
  return pair.target === index ? pair.actual : pair.target;
}

/** The figure on the other side of a pair, with the pair. */
export function partner(dossier: Dossier, index: number) {
  const pair = dossier.pairs.find(({ target, actual }) => target === index || actual === index);
  if (pair === undefined) return null;
  return { pair, target: dossier.figures[pair.target]!, actual: dossier.figures[pair.actual]! };
}
