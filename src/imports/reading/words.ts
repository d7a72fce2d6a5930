/** Words by which goals and notes are read: `intents/lexicon/figures.yaml` and `status.yaml`, read once. */
import { z } from 'zod';
import { readDataFile } from '../../text/data-file.ts';

const words = z.array(z.string().min(1)).min(1);
const pattern = z
  .string()
  .min(1)
  .transform((source) => new RegExp(source, 'u'));
const patterns = words.transform((list) => new RegExp(list.map((source) => `(?:${source})`).join('|'), 'u'));

const figureSchema = z.strictObject({
  verbs: words,
  leading: words,
  trailing: words,
  generic: words,
  prepositions: pattern,
  prepositionStart: pattern,
  statementBehind: pattern,
  begunBehind: pattern,
  begunBefore: pattern,
  futureBehind: pattern,
  wholeBehind: pattern,
  remaining: pattern,
  openBehind: pattern,
  firmTarget: pattern,
  scopeBefore: pattern,
  population: pattern,
  begun: pattern,
  total: pattern,
  otherScopeBefore: pattern,
  subsetBefore: pattern,
  benefit: pattern,
  investment: pattern,
  finishedAlone: pattern,
  finishedHere: pattern,
  each: pattern,
  narrower: pattern,
  baseBefore: pattern,
  baseBehind: pattern,
  otherYear: pattern,
  level: pattern,
  change: pattern,
  adding: pattern,
  otherScope: pattern,
  filler: words,
  tailStops: words,
  targetInNote: pattern,
  doneInNote: pattern,
  dueBefore: pattern,
  yearAim: pattern,
  wholeOfShare: pattern,
  doneAfter: pattern,
  future: pattern,
  progressLabel: pattern,
  share: pattern,
  planNamed: pattern,
  shareLoose: pattern,
  wholeRate: pattern,
  overallRate: pattern,
  goalBehind: pattern,
  byArea: pattern,
  interim: pattern,
  asOf: pattern,
  partsOpen: pattern,
  subset: pattern,
  outsideScope: pattern,
});

const statusSchema = z.strictObject({
  column: z.strictObject({
    done: patterns,
    notStarted: patterns,
    inProgress: patterns,
    onHold: patterns,
    notAssessed: patterns,
  }),
  schedule: z.strictObject({ onTime: patterns, behind: patterns }),
  prose: z.strictObject({ onTime: patterns, behind: patterns }),
  wholeDone: patterns,
  ofAll: pattern,
  wholeDoneAlone: pattern,
  ofProject: pattern,
  finished: pattern,
  inForce: pattern,
  underway: patterns,
  putOff: pattern,
  unreported: pattern,
  notStarted: patterns,
  worked: pattern,
  partDone: pattern,
  contradicts: patterns,
  plan: pattern,
  plannedFor: pattern,
  past: pattern,
  pastAfter: pattern,
  span: pattern,
  putOffTo: pattern,
  stepLead: pattern,
  deadlineBehind: pattern,
  frame: pattern,
  wholeYear: pattern,
  stepOpening: pattern,
  planBefore: pattern,
  planAfter: pattern,
});

/** Words around figures: verbs, fillers, how shares and targets are told. */
export const figureWords = readDataFile('lexicon/figures.yaml', figureSchema);

/** Words of states, schedules and dated plans. */
export const statusWords = readDataFile('lexicon/status.yaml', statusSchema);
