/** Lines that rules share: how a project is named, its rate with what backs it, and quotes. */
import type { Block, Evidence } from '../../domain/answer.ts';
import { own, percent, quoted, type Said, type Slots, say } from '../../domain/lines.ts';
import type { IsoDate } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import type { Facts } from './rule.ts';

const LONGEST_QUOTE = 110;
const DAY_MS = 24 * 60 * 60 * 1000;

/** 第2项 停车设施建设 */
export function projectSaid({ position, name }: Dossier, template: string): Said {
  const text = template.replace('{position}', String(position)).replace('{name}', name);
  return quoted(text);
}

/** The point of a signal: the project, and what is wrong with it. */
export function point({ dossier, words }: Facts, template: string, slots: Slots = {}): Block {
  return say('item', template, { project: projectSaid(dossier, words.project), ...slots });
}

/** A clause of the document word for word, cut where it is long, never inside a figure. */
export function quote(text: string): Block {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const cut = flat.slice(0, LONGEST_QUOTE).replace(/[\d.,%％]+$/u, '');
  return {
    role: 'quote',
    text: flat.length <= LONGEST_QUOTE ? flat : `${cut}…`,
    evidence: [quoted(text).evidence],
  };
}

/** The stated cause of a lag, where the document gives one. */
export function statedCause({ dossier, words }: Facts): Block[] {
  if (dossier.reason === '') return [];
  const { text, evidence } = quote(dossier.reason);
  return [{ role: 'text', text: words.reason.replace('{reason}', text), evidence }];
}

/** The rate of the verdict and the line that says where it comes from; null when it has none. */
export function rateSaid({ verdict, dossier, words }: Facts): { said: Said; basis: Block[] } | null {
  const { rate, rateBasis } = verdict;
  if (rate === null) return null;
  if (rateBasis === 'pairs') return foldedRate(dossier, rate, words.folded);
  return { said: rateBasis === 'stated' ? quoted(percent(rate)) : own(percent(rate)), basis: [] };
}

/** The weakest pair of figures, with its arithmetic. */
function foldedRate(dossier: Dossier, rate: number, template: string) {
  const { pairs, figures, clauses } = dossier;
  const pair = pairs.find(({ ratio }) => ratio !== null && Math.abs(ratio - rate) < 1e-9);
  const [actual, target] = [figures[pair?.actual ?? -1], figures[pair?.target ?? -1]];
  if (!actual || !target) return { said: own(percent(rate)), basis: [] };
  const texts = [actual, target].map(
    ({ clause }) => clauses.find(({ ordinal }) => ordinal === clause)?.text ?? '',
  );
  const sum: Evidence = {
    kind: 'computed',
    text: `${actual.value} / ${target.value} * 100 = ${percent(rate).slice(0, -1)}`,
  };
  const basis = say('text', template, {
    actual: quoted(actual.printed),
    target: quoted(target.printed),
    rate: { text: percent(rate), evidence: sum },
  });
  const values = quoted(`${texts.join(' ')} ${actual.value} ${target.value}`).evidence;
  return {
    said: { text: percent(rate), evidence: own(percent(rate)).evidence },
    basis: [{ ...basis, evidence: [...basis.evidence, values] }],
  };
}

/** How many percentage points below the plan, as the two printed rates give it. */
export function pointsSaid(rate: number, planned: number): Said {
  const [have, should] = [rate, planned].map((one) => Number((one * 100).toFixed(1))) as [number, number];
  const points = Number((should - have).toFixed(1));
  return { text: String(points), evidence: { kind: 'computed', text: `${should} - ${have} = ${points}` } };
}

/** Days from one day to another, negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
