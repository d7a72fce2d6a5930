/** The store with the program's own words: the segmenter loads when the first text is cut. */
import type { Clause, Figure, FigurePair } from './domain/project.ts';
import { readFigures, sentenceClause } from './imports/reading/figures.ts';
import { pairFigures } from './imports/reading/pairs.ts';
import type { NoteReading } from './store/chat-report.ts';
import { openStore, type Store } from './store/store.ts';
import { type Segmenter, theSegmenter } from './text/segment.ts';
import { tokenise } from './text/tokens.ts';

export interface ProgramDatabase {
  store: Store;
  /** Loads the dictionary at the first call: about a second and 258 MB. */
  segmenter: () => Segmenter;
}

/** @param path a file, created when absent, or `:memory:` */
export async function openDatabase(path: string): Promise<ProgramDatabase> {
  const store = await openStore(path, {
    tokenise: (text) => tokenise(text, theSegmenter()),
    pairUp: pairAcross,
    readNote,
  });
  return { store, segmenter: theSegmenter };
}

/**
 * Targets of an older document with actuals of a newer one, paired by the rules that hold within one. The clauses are
 * read again for what those rules look at; a figure that is not found again stays unpaired.
 */
function pairAcross(figures: readonly Figure[], clauses: readonly Clause[], year: number): FigurePair[] {
  const read = readFigures(
    clauses.map((clause) => sentenceClause(clause)),
    { year },
  );
  const known = figures.flatMap((figure, index) => {
    const found = read.find(
      (one) => one.figure.clause === figure.clause && one.figure.printed === figure.printed,
    );
    return found ? [{ index, figure: { ...found, figure } }] : [];
  });
  const indexOf = (place: number) => known[place]?.index ?? 0;
  return pairFigures(known.map((one) => one.figure)).map((pair) => ({
    ...pair,
    target: indexOf(pair.target),
    actual: indexOf(pair.actual),
  }));
}

/** Reads what is told in a chat by the rules for documents; the readers are loaded at the first such report. */
async function readNote(text: string, on: { year: number; today: string }): Promise<NoteReading> {
  const { readProject } = await import('./imports/reading/read-project.ts');
  const nothing = {
    number: '',
    title: null,
    goal: '',
    reason: '',
    units: [],
    officials: [],
    rate: '',
    status: '',
  };
  const period = { label: on.today, start: on.today, end: on.today };
  const read = readProject(
    { ...nothing, note: text },
    { year: on.year, period, position: 1, allDone: false },
  );
  const { clauses, figures, milestones, status, statusWord, lagging, statedRate } = read;
  return { clauses, figures, milestones, status, statusWord, lagging, statedRate };
}
