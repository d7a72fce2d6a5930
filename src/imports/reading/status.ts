/** Whether a project is done, under way or not begun, and whether it keeps its schedule. */
import type { FigurePair, ProjectStatus } from '../../domain/project.ts';
import { ROWS_APART } from '../raw.ts';
import { statusWords } from './words.ts';

/** What the state is judged by. */
export interface StatusEvidence {
  /** Texts of the status and schedule columns, one a line, those of several rows parted by `ROWS_APART`; '' when there is none. */
  column: string;
  /** Text of the rate column, which may hold words: 已完成. */
  rateColumn: string;
  statedRate: number | null;
  /** Sentences of the progress note in order. */
  note: readonly string[];
  pairs: readonly FigurePair[];
  /** Sentences of the note that hold a figure short of its target, by their place. */
  shortAt: readonly number[];
  targetCount: number;
  /** How many of the targets are ceilings (失业率低于4.3%): being under one is no completion. */
  ceilings: number;
  /** Steps still to come. */
  openSteps: number;
  /** The document says of its whole list that all is done. */
  allDone: boolean;
}

/** What a claim of the note is weighed against. */
export type ClaimEvidence = Pick<StatusEvidence, 'note' | 'pairs' | 'shortAt'>;

/** A state with the document's own word for it, null where it follows from figures or the whole document. */
export interface StateReading {
  status: ProjectStatus;
  word: string | null;
}

/**
 * A project put off, given up or changed (暂缓, 取消, 调整) is of no known state; its own word says which.
 * The column first, then a stated rate, then the whole document's claim, then the note's own words and figures.
 */
export function readStatus(evidence: StatusEvidence): StateReading {
  const { statedRate, note } = evidence;
  const column = columnStatus(evidence.column) ?? columnStatus(evidence.rateColumn);
  if (column) return column;
  if (statedRate !== null) return { status: byRate(statedRate), word: null };
  if (evidence.allDone) return { status: 'done', word: null };
  if (note.length === 0 && saysPace(evidence.column)) return { status: 'in_progress', word: null };
  if (note.every((text) => statusWords.unreported.test(text)))
    return { status: 'unknown', word: note[0]?.match(statusWords.unreported)?.[0] ?? null };
  const told = wordsStatus(evidence);
  if (told) return told;
  return { status: isBehind(evidence.column) ? 'in_progress' : byFigures(evidence), word: null };
}

const isBehind = (column: string) => linesOf(column).some((cell) => statusWords.schedule.behind.test(cell));

/**
 * The official schedule flag: true behind, false on time or ahead, null not said. With the document's word; a cell that
 * says that nothing was assessed (本期不考核) gives its word alone, whatever the note tells.
 */
export function readSchedule(
  column: string,
  note: readonly string[],
): { lagging: boolean | null; word: string | null } {
  const cells = linesOf(column).flatMap(rowsOf);
  const { schedule, prose } = statusWords;
  const cell = (pattern: RegExp) => cells.find((text) => pattern.test(text));
  const [late, timely] = [cell(schedule.behind), cell(schedule.onTime)];
  if (late !== undefined) return { lagging: true, word: late };
  if (timely !== undefined) return { lagging: false, word: timely };
  const open = cell(statusWords.column.notAssessed);
  if (open !== undefined) return { lagging: null, word: open };
  const behind = note.map((text) => text.match(prose.behind)?.[0]).find(Boolean);
  if (behind) return { lagging: true, word: behind };
  const onTime = note.map((text) => text.match(prose.onTime)?.[0]).find(Boolean);
  return onTime ? { lagging: false, word: onTime } : { lagging: null, word: null };
}

/**
 * The clause that claims the whole project done, -1 when none does. A claim behind figures (更新132台，超额完成任务) is
 * about these unless every target is reached, or it says that the project (本项目已全面完成) or all of it is meant
 * (任务全部完成), and what falls short stands right beside it.
 */
export function claimOfDone({ note, pairs, shortAt }: ClaimEvidence): number {
  const short = isShort(pairs);
  const isWhole = (text: string, i: number) =>
    !short || !/\d/.test(text) || (statusWords.ofAll.test(text) && shortAt.every((at) => at === i));
  const claims = (text: string, i: number) => statusWords.wholeDone.test(text) && isWhole(text, i);
  const stated = note.findIndex((text, i) => claims(text, i) || statusWords.ofProject.test(text));
  if (stated >= 0) return stated;
  const opening = note[0];
  const alone = opening !== undefined && statusWords.wholeDoneAlone.test(opening);
  return alone && !note.some((text) => statusWords.underway.test(text)) ? 0 : -1;
}

/** Some target has not been reached. */
function isShort(pairs: readonly FigurePair[]): boolean {
  return pairs.some(({ ratio }) => ratio !== null && ratio < 1);
}

/** A project of which only its pace is told (推进缓慢, 提前完成节点任务) is under way. */
const saysPace = (column: string) =>
  linesOf(column).some(
    (cell) =>
      cell.length > 1 &&
      [statusWords.schedule.behind, statusWords.schedule.onTime].some((pace) => pace.test(cell)),
  );

/** Texts of several columns stand one a line. */
const linesOf = (column: string) =>
  column
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What the rows of one project say in one column, where they differ. */
const rowsOf = (line: string) => line.split(ROWS_APART).map((cell) => cell.trim());

const columnStatus = (column: string): StateReading | null =>
  linesOf(column)
    .map(lineStatus)
    .find((state) => state !== null) ?? null;

/** Of a project in several rows (是, 是, 否) what all of them say; under way where they differ. */
function lineStatus(line: string): StateReading | null {
  const states = rowsOf(line).flatMap((cell) => cellStatus(cell) ?? []);
  const [first = null] = states;
  const agreed = states.every(({ status }) => status === first?.status);
  return agreed ? first : { status: 'in_progress', word: null };
}

/** 已完成, 按期办结. */
export const saysDone = (word: string): boolean => cellStatus(word)?.status === 'done';

/** A cell that names a state or tells whether the schedule is kept, and nothing else. */
export const namesState = (word: string): boolean =>
  cellStatus(word) !== null ||
  statusWords.schedule.onTime.test(word) ||
  statusWords.schedule.behind.test(word);

function cellStatus(word: string): StateReading | null {
  const { notStarted, done, inProgress, onHold } = statusWords.column;
  if (onHold.test(word)) return { status: 'unknown', word };
  if (notStarted.test(word)) return { status: 'not_started', word };
  if (done.test(word)) return { status: 'done', word: /\d/.test(word) ? null : word };
  return inProgress.test(word) ? { status: 'in_progress', word } : null;
}

function byRate(rate: number): ProjectStatus {
  if (rate >= 1) return 'done';
  return rate > 0 ? 'in_progress' : 'not_started';
}

function wordsStatus(evidence: ClaimEvidence): StateReading | null {
  const { note, pairs } = evidence;
  const claim = claimOfDone(evidence);
  if (claim >= 0) return { status: 'done', word: doneWord(note[claim] ?? '') };
  const says = (pattern: RegExp) => note.map((text) => text.match(pattern)?.[0]).find(Boolean) ?? null;
  const putOff = note.slice(0, 1).map((text) => text.match(statusWords.putOff)?.[0])[0];
  if (putOff) return { status: 'unknown', word: putOff };
  const idle = says(statusWords.notStarted);
  const waits = idle && isIdle(note[0] ?? '') && !note.some(tellsWork);
  if (waits && !says(statusWords.finished)) return { status: 'not_started', word: idle };
  if (idle || says(statusWords.underway)) return { status: 'in_progress', word: null };
  if (isShort(pairs)) return { status: 'in_progress', word: null };
  const closing = note.at(-1)?.match(statusWords.finished)?.[0] ?? says(statusWords.inForce);
  return closing ? { status: 'done', word: closing } : null;
}

/** 清淤3公里，管网未动工: not all of it waits. */
const tellsWork = (text: string) =>
  text.split(/[，；。]/u).some((part) => statusWords.worked.test(part) && !statusWords.notStarted.test(part));

/** A clause that says of the whole that it is not begun: none of its parts (另外2条未开工), nothing done before it. */
function isIdle(clause: string): boolean {
  const idle = statusWords.notStarted.exec(clause);
  if (!idle) return false;
  const before = clause.slice(0, idle.index);
  return !statusWords.partDone.test(before);
}

function doneWord(clause: string): string | null {
  const words = clause.match(statusWords.wholeDone) ?? clause.match(statusWords.wholeDoneAlone);
  return words?.[0].replace(/[。；]$/, '') ?? null;
}

/** Done when every target has an actual that reaches it and nothing is announced for later. */
function byFigures({ pairs, targetCount, ceilings, openSteps }: StatusEvidence): ProjectStatus {
  if (ceilings > 0 && ceilings === targetCount) return 'unknown';
  if (targetCount === 0 || openSteps > 0 || pairs.length < targetCount) return 'in_progress';
  return pairs.every(({ ratio }) => ratio !== null && ratio >= 1) ? 'done' : 'in_progress';
}
