/** What a confined import says, a line of JSON each: how far it is, and piece by piece what it found. */
import { z } from 'zod';
import type { Problem } from '../domain/errors.ts';
import type {
  Clause,
  Figure,
  FigurePair,
  Finding,
  ImportedDocument,
  ImportedProject,
  Milestone,
  OfficialLink,
  Period,
  Region,
  UnitLink,
} from '../domain/project.ts';

const text = z.string();
const orNull = <T>(type: z.ZodType<T>) => type.nullable();
const count = z.int().nonnegative();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const region: z.ZodType<Region> = z.strictObject({
  slug: text,
  fullName: text,
  shortNames: z.array(text),
  parentName: orNull(text),
  code: orNull(text),
});

const unit: z.ZodType<UnitLink> = z.strictObject({
  name: text,
  role: z.enum(['lead', 'responsible', 'supporting']),
  word: text,
});

const official: z.ZodType<OfficialLink> = z.strictObject({
  name: text,
  role: z.enum(['lead', 'inCharge', 'contact']),
  word: text,
});

const clause: z.ZodType<Clause> = z.strictObject({
  part: z.enum(['title', 'goal', 'note', 'reason']),
  ordinal: count,
  text,
});

const figure: z.ZodType<Figure> = z.strictObject({
  kind: z.enum(['target', 'actual']),
  indicator: text,
  value: z.number(),
  unit: text,
  direction: z.enum(['atLeast', 'atMost', 'exactly']),
  approximation: orNull(text),
  asOf: orNull(day),
  clause: count,
  printed: text,
});

const pair: z.ZodType<FigurePair> = z.strictObject({
  target: count,
  actual: count,
  ratio: orNull(z.number()),
  statedRatio: orNull(z.number()),
});

const milestone: z.ZodType<Milestone> = z.strictObject({
  what: text,
  due: day,
  printed: text,
  clause: count,
});

const finding: z.ZodType<Finding> = z.strictObject({
  kind: z.enum([
    'numbering',
    'declaredCount',
    'partsVersusTotal',
    'claimVersusFigures',
    'statedVersusComputed',
    'unitMismatch',
    'inconsistentFigures',
    'garbled',
    'missing',
  ]),
  severity: z.enum(['doubt', 'note']),
  message: text,
  clause: orNull(count),
});

const period: z.ZodType<Period> = z.strictObject({ label: text, start: day, end: day });

const project: z.ZodType<ImportedProject> = z.strictObject({
  number: text,
  position: count,
  title: orNull(text),
  goal: text,
  note: text,
  reason: text,
  units: z.array(unit),
  officials: z.array(official),
  status: z.enum(['done', 'in_progress', 'not_started', 'unknown']),
  statusWord: orNull(text),
  lagging: orNull(z.boolean()),
  statedRate: orNull(z.number()),
  clauses: z.array(clause),
  figures: z.array(figure),
  pairs: z.array(pair),
  milestones: z.array(milestone),
  findings: z.array(finding),
});

/** Everything about a document but its projects: they follow one by one. */
type Head = Omit<ImportedDocument, 'projects' | 'audience'>;

const head: z.ZodType<Head> = z.strictObject({
  fileName: text,
  contentHash: text,
  title: orNull(text),
  region,
  year: z.int(),
  period: orNull(period),
  declaredCount: orNull(count),
  layout: text,
  findings: z.array(finding),
});

const problem: z.ZodType<Problem> = z.strictObject({ where: text, message: text });

const MESSAGE = z.discriminatedUnion('says', [
  z.strictObject({ says: z.literal('read') }),
  z.strictObject({ says: z.literal('head'), head }),
  z.strictObject({ says: z.literal('project'), project }),
  z.strictObject({ says: z.literal('end') }),
  z.strictObject({ says: z.literal('problems'), problems: z.array(problem).min(1) }),
]);

/** One line of a reply. */
export type ReplyMessage = z.infer<typeof MESSAGE>;

/** A finished document in the order in which it is said. */
export function* messagesOf({ projects, ...head }: ImportedDocument): Generator<ReplyMessage> {
  yield { says: 'head', head };
  for (const project of projects) yield { says: 'project', project };
  yield { says: 'end' };
}

/** Puts a reply together again. */
export interface ReplyReader {
  /** Takes the next line. @throws on anything that a reply does not say at this point */
  take(line: string): void;
  /** Everything is read; what follows is to understand it. */
  isRead(): boolean;
  /** The document or the problems of the file; null while the reply is not complete. */
  outcome(): ImportedDocument | { problems: readonly Problem[] } | null;
}

export function createReplyReader(): ReplyReader {
  let document: ImportedDocument | null = null;
  let outcome: ReturnType<ReplyReader['outcome']> = null;
  let isRead = false;
  const take = (message: ReplyMessage): void => {
    if (outcome !== null) throw new Error('a reply goes on behind its end');
    switch (message.says) {
      case 'read':
        isRead = true;
        return;
      case 'head':
        document = { ...message.head, projects: [] };
        return;
      case 'project':
        of(document).projects.push(message.project);
        return;
      case 'end':
        outcome = of(document);
        return;
      case 'problems':
        outcome = { problems: message.problems };
        return;
      default:
        message satisfies never;
    }
  };
  return {
    take: (line) => take(MESSAGE.parse(JSON.parse(line))),
    isRead: () => isRead,
    outcome: () => outcome,
  };
}

function of(document: ImportedDocument | null): ImportedDocument {
  if (document === null) throw new Error('a reply without a head');
  return document;
}
