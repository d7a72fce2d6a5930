/** One message on its way to an answer: what the engine has, what the message comes with, what was said before. */
import type { Role } from '../domain/message.ts';
import type { IsoDate } from '../domain/project.ts';
import type { ReviewNote } from '../domain/review.ts';
import type { SchedulePolicy } from '../schedule/policy.ts';
import type { Segmenter } from '../text/segment.ts';
import type { ConversationStore, ProjectReader, ReadHistory } from './ports.ts';
import type { Snapshot } from './snapshot.ts';
import type { ConversationState } from './state.ts';
import type { Trace } from './trace.ts';
import type { UnderstandTools } from './understand/understand.ts';
import type { Words } from './words.ts';

/** What the engine needs from outside. */
export interface EnginePorts {
  /** What a role may read; the same reader at every call. */
  readerFor: (role: Role) => ProjectReader;
  /** Reports of earlier periods; absent = only the newest is known. */
  history?: ReadHistory;
  conversations: ConversationStore<ConversationState>;
  segmenter: Segmenter;
  /** What counts as behind. */
  policy: SchedulePolicy;
  /** Called for every line that the grounding check took out. */
  onRejected?: (line: { text: string; figures: string[] }) => void;
  /** Called for every question that went unanswered or was answered wrongly; its failure is the listener's own. */
  onReview?: (note: ReviewNote) => Promise<void>;
  /** The words to answer with, asked for at every message; the shipped ones when absent. */
  words?: () => Words;
}

/** When, for whom and where a message is answered. */
export interface AnswerContext {
  today: IsoDate;
  /** ISO instant. */
  now: string;
  role: Role;
  /** What may be said in the place where it is asked; absent = whatever the role may read. */
  disclosure?: Role;
  /** Slug of the region that the chat is bound to. */
  region?: string;
  /** Hears how the answer comes about. */
  trace?: Trace;
}

/** What every step on the way may look at. */
export interface Turn {
  parts: Words;
  ports: EnginePorts;
  snapshot: Snapshot;
  state: ConversationState;
  context: AnswerContext;
  /** Whom the answer may be heard by; it decides what is read. */
  role: Role;
  reader: ProjectReader;
  tools: UnderstandTools;
}
