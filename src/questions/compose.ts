/** The lines that answers are made of: heads, quotes, figures, sources. Each carries what backs its figures. */
import type { Answer, AnswerKind, Block, Evidence, RefuseReason, SourceRef } from '../domain/answer.ts';
import type { Choice } from '../domain/message.ts';
import type { Figure, ProjectStatus } from '../domain/project.ts';
import type { Dossier, ProjectSummary } from '../domain/records.ts';

export const STATUS_LABELS = {
  done: '已完成',
  in_progress: '推进中',
  not_started: '未启动',
  unknown: '未写明进展',
} as const satisfies Record<ProjectStatus, string>;

/** Longest quote of one clause, in characters. */
const QUOTE_LENGTH = 110;

export const source = (...texts: (string | number)[]): Evidence => ({
  kind: 'source',
  text: texts.join(' '),
});
export const computed = (text: string): Evidence => ({ kind: 'computed', text });

export function block(role: Block['role'], text: string, ...evidence: Evidence[]): Block {
  return { role, text, evidence };
}

/** A line worded by a reply: its own wording is no claim, what fills the slots needs the evidence. */
export function say(
  role: Block['role'],
  template: string,
  slots: Record<string, string | number>,
  ...evidence: Evidence[]
): Block {
  const fixed: Evidence = { kind: 'fixed', text: template.replace(/\{\w+\}/g, ' ') };
  return { role, text: fill(template, slots), evidence: [fixed, ...evidence] };
}

/** Fills `{slots}` of a reply. @throws RangeError when the reply names a slot that is not given */
export function fill(template: string, slots: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new RangeError(`reply "${template}": no slot "${name}"`);
    return String(value);
  });
}

/** 0.4312 → 43.1% */
export function percent(rate: number): string {
  return `${Number((rate * 100).toFixed(1))}%`;
}

/** 槐荫区2025年第2项 */
export function place(project: ProjectSummary): string {
  return `${project.regionName}${project.year}年第${project.position}项`;
}

/** Longest short name, in characters. */
const SHORT_NAME = 18;

/** The first part of a long name, before its figures: 公共交通微循环. */
export function shortName({ name }: Pick<ProjectSummary, 'name'>): string {
  const first = /^[^，,；;：:（(\n]{4,}/u.exec(name)?.[0] ?? name;
  const plain = first.replace(/(?<=\D{4})[\d.]+.*$/u, '');
  return plain.length > SHORT_NAME ? `${plain.slice(0, SHORT_NAME)}…` : plain;
}

/** What a stored project's own line may say, figures included. */
export function projectEvidence(project: ProjectSummary): Evidence {
  const rate = project.statedRate === null ? '' : percent(project.statedRate);
  return source(place(project), project.name, rate);
}

/** One line: where, which project, its state and stated rate. */
export function headBlock(project: ProjectSummary): Block {
  const parts = [`${place(project)} ${project.name}`];
  if (project.status !== 'unknown') parts.push(STATUS_LABELS[project.status]);
  if (project.statedRate !== null) parts.push(`完成率${percent(project.statedRate)}`);
  if (project.lagging !== null) parts.push(project.lagging ? '未达序时进度' : '达序时进度');
  return block('head', parts.join('｜'), projectEvidence(project));
}

/** A line of a list. */
export function itemBlock(project: ProjectSummary, index: number, extra = ''): Block {
  const evidence = [projectEvidence(project), computed(`count = ${index + 1}`)];
  return block('item', `${index + 1}. ${project.name}${extra}`, ...evidence);
}

/** A clause word for word, cut at commas around what matters when it is long; never inside a figure. */
export function quoteBlock(text: string, focus: string | null = null): Block {
  return block('quote', excerpt(text, focus, QUOTE_LENGTH), source(text));
}

/** The stretch of whole sub-clauses around `focus` that fits into `length`. */
export function excerpt(text: string, focus: string | null, length: number): string {
  const flat = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[，；、：]$/u, '');
  if (flat.length <= length) return flat;
  const pieces = flat.split(/(?<=[，；。：])/u);
  const at = Math.max(0, focus === null ? 0 : pieces.findIndex((piece) => piece.includes(focus)));
  let [from, to] = [at, at + 1];
  let size = pieces[at]!.length;
  for (let grown = true; grown; ) {
    grown = false;
    for (const next of [to, from - 1]) {
      const piece = pieces[next];
      if (piece === undefined || size + piece.length > length) continue;
      size += piece.length;
      if (next === to) to++;
      else from--;
      grown = true;
    }
  }
  const cut = pieces
    .slice(from, to)
    .join('')
    .replace(/[，；：]$/u, '');
  return `${from > 0 ? '…' : ''}${cut}${to < pieces.length ? '…' : ''}`;
}

/** The document and day that a project's answer rests on. */
export function sourceRef(project: Dossier): SourceRef {
  return { document: project.documentTitle, asOf: project.period?.end ?? null };
}

/** The figure's own words without what the clause says elsewhere: 新增公共停车位. */
export function figureLabel(figure: Figure): string {
  return figure.indicator.replace(/^[，、；：\s]+|[，、；：\s]+$/gu, '');
}

/** As printed, with what limits it: 不超过4.5%, 约6300户. */
export function figureValue(figure: Figure): string {
  if (figure.direction === 'atMost') return `不超过${figure.printed}`;
  const before = figure.approximation !== null && /^(约|近|超|逾|达|大约|将近)/u.test(figure.approximation);
  return before && !figure.printed.startsWith(figure.approximation!)
    ? `${figure.approximation}${figure.printed}`
    : figure.printed;
}

export function clauseText(project: Dossier, figure: Figure): string {
  return project.clauses.find((clause) => clause.ordinal === figure.clause)?.text ?? '';
}

/** What two lines would say alike is said once. */
const once = (blocks: readonly Block[]): Block[] =>
  blocks.filter(({ text }, i) => blocks.findIndex((one) => one.text === text) === i);

export function answerOf(
  kind: AnswerKind,
  parts: {
    projects?: readonly string[];
    blocks: readonly Block[];
    choices?: readonly Choice[];
    sources?: readonly SourceRef[];
    reason?: RefuseReason;
  },
): Answer {
  return {
    kind,
    reason: parts.reason ?? null,
    projects: parts.projects ?? [],
    blocks: once(parts.blocks),
    choices: parts.choices ?? [],
    sources: parts.sources ?? [],
  };
}
