/** What is asked of each project of a list: how it stands, who bears it, why, until when. */
import type { Block, Evidence } from '../../domain/answer.ts';
import type { Clause } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import { excerpt, percent, projectEvidence, quoteBlock, STATUS_LABELS, source } from '../compose.ts';
import type { Cues } from '../cues.ts';
import type { QueryInput } from '../query.ts';
import type { Ask } from '../question.ts';
import { stepsAhead } from './steps.ts';

/** A part of a line and what backs it. */
export interface Part {
  text: string;
  evidence: Evidence[];
}

const MOST_STEPS = 2;
/** Longest words on a project that is set aside, in characters. */
const SAID = 40;

/** What the line of a project says beside its name, in the order asked; '' parts are left out. */
export function askedParts(project: Dossier, asks: readonly Ask[], cues: Cues): Part[] {
  return asks.flatMap((ask): Part[] => {
    switch (ask) {
      case 'state':
        return [stateOf(project, cues)];
      case 'official':
        return [officialsOf(project, asks)];
      case 'unit':
        return [linksOf(project.units, '文件未写明责任单位')];
      case 'date':
        return [stepsOf(project)];
      case 'reason':
        return [];
      default:
        return ask satisfies never;
    }
  });
}

/** 推进中，完成率43%; the document's own words where it only says that the project is set aside. */
function stateOf(project: Dossier, { set_aside: setAside }: Cues): Part {
  const told = project.status === 'unknown' ? setAsideIn(project, setAside) : undefined;
  if (told !== undefined) return { text: `文件写“${excerpt(told, null, SAID)}”`, evidence: [source(told)] };
  const rate = project.statedRate === null ? '' : `，完成率${percent(project.statedRate)}`;
  return { text: `${STATUS_LABELS[project.status]}${rate}`, evidence: [projectEvidence(project)] };
}

const setAsideIn = ({ clauses }: Dossier, setAside: RegExp): string | undefined =>
  clauses.find(({ part, text }) => (part === 'note' || part === 'reason') && setAside.test(text))?.text;

/** Where no official is named, who is responsible is the unit. */
function officialsOf({ officials, units }: Dossier, asks: readonly Ask[]): Part {
  const named = linksOf(officials, '文件未写明分管领导');
  if (officials.length > 0 || units.length === 0 || asks.includes('unit')) return named;
  const unit = linksOf(units, '');
  return { text: `${named.text}，${unit.text}`, evidence: unit.evidence };
}

/** 分管领导谭以宁 */
function linksOf(links: readonly { name: string; word: string }[], none: string): Part {
  if (links.length === 0) return { text: none, evidence: [] };
  const words = new Map<string, string[]>();
  for (const { name, word } of links) words.set(word, [...(words.get(word) ?? []), name]);
  const text = [...words].map(([word, names]) => `${word}${names.join('、')}`).join('，');
  return { text, evidence: [source(text)] };
}

function stepsOf(project: Dossier): Part {
  const steps = stepsAhead(project);
  if (steps.length === 0) return { text: '没有写明时间节点', evidence: [] };
  const text = steps
    .slice(0, MOST_STEPS)
    .map(({ printed, what }) => `${printed} ${what}`)
    .join('，');
  return { text, evidence: [source(text)] };
}

/** The stated reason of a project, word for word, or the remark on what lags; null when the document gives none. */
export function reasonQuote({ clauses, lagging }: Dossier, { cues }: QueryInput): Block | null {
  const causes = (part: Clause['part']) =>
    clauses.filter((clause) => clause.part === part && clause.text.trim() !== '');
  const noted = causes('note');
  const told =
    causes('reason')[0] ??
    noted.find(({ text }) => cues.cause_clause.test(text)) ??
    (lagging === true ? noted.find(({ text }) => cues.remark_clause.test(text)) : undefined);
  return told === undefined ? null : quoteBlock(told.text, cues.cause_clause.exec(told.text)?.[0] ?? null);
}

/** Quotes below the line of a project, where reasons are asked for. */
export function reasonBlocks(project: Dossier, input: QueryInput): Block[] {
  if (!input.question.conditions.asks.includes('reason')) return [];
  const quote = reasonQuote(project, input);
  return quote === null ? [{ role: 'note', text: '文件没有写明原因。', evidence: [] }] : [quote];
}
