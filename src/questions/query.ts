/** What a query is: it reads, never writes, and says what the conversation should remember. */
import type { Answer } from '../domain/answer.ts';
import type { Role } from '../domain/message.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import type { SchedulePolicy } from '../schedule/policy.ts';
import type { Segmenter } from '../text/segment.ts';
import type { TopicFinder } from '../text/topics.ts';
import type { Cues } from './cues.ts';
import type { Detail } from './details.ts';
import type { MeasureFit } from './find/measures.ts';
import type { Acts } from './find/near.ts';
import type { Intent } from './intents.ts';
import type { EarlierReport, ProjectReader } from './ports.ts';
import type { ConditionKind, Question } from './question.ts';
import type { Scope } from './scope.ts';
import type { Snapshot } from './snapshot.ts';
import type { Asked, ConversationState } from './state.ts';
import type { Trace } from './trace.ts';
import type { Wording } from './wording.ts';

export interface QueryInput {
  question: Question;
  intent: Intent;
  /** Intents by name, for replies that belong to another one. */
  intents: ReadonlyMap<string, Intent>;
  cues: Cues;
  scope: Scope;
  /** Shown before and pointed at: the second one, the one above. */
  pointed: readonly string[];
  /** It stands behind another question of the same message. */
  follows: boolean;
  state: ConversationState;
  snapshot: Snapshot;
  today: IsoDate;
  role: Role;
  reader: ProjectReader;
  /** The documents' reports of a project, newest first. */
  reportsOf: (projectId: string) => Promise<readonly EarlierReport[]>;
  segmenter: Segmenter;
  measureFit: MeasureFit;
  /** Verbs that mean the same. */
  acts: Acts;
  details: readonly Detail[];
  topics: TopicFinder;
  policy: SchedulePolicy;
  wording: Wording;
  /** Hears what is decided on the way; absent = nobody listens. */
  trace?: Trace | undefined;
}

export interface Outcome {
  answer: Answer;
  remember?: Partial<ConversationState>;
  /** The question as it was understood; absent where the message was none. */
  asked?: Pick<Asked, 'text' | 'intent' | 'regionSlugs' | 'years' | 'words'>;
}

/** About one project, which is found before it runs. */
export interface ProjectQuery {
  about: 'project';
  run(project: Dossier, input: QueryInput): Outcome | Promise<Outcome>;
}

/** A part of a question that a query about many projects may use. */
export type Usable = ConditionKind | 'units' | 'officials' | 'topic';

/** About many projects, or none. */
export interface WideQuery {
  about: 'many';
  /** Conditions that it applies; of others said in the question the answer tells that they were not. Absent = no matter. */
  uses?: readonly Usable[];
  run(input: QueryInput): Outcome | Promise<Outcome>;
}

export type Query = ProjectQuery | WideQuery;
