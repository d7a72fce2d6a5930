/** What a person was asked to confirm or complete: kept in the database, answered by a button, a number or a word. */
import { randomInt } from 'node:crypto';
import { laterBy } from '../domain/china-time.ts';
import type { Choice } from '../domain/message.ts';
import type { ChatReport } from '../domain/records.ts';
import { type Call, keyOf } from './command.ts';
import { isWord } from './forms.ts';
import type { HandedIn } from './ports.ts';
import type { CommandWords } from './words.ts';

/** Progress to be confirmed. */
interface ReportDraft {
  kind: 'report';
  report: Pick<ChatReport, 'projectId' | 'rate' | 'status' | 'text'>;
}

/** What is still missing before a file can be read or stored. */
export type Need = 'region' | 'year' | 'periodEnd';

/** A file to be confirmed, or waiting for what it does not say. */
interface ImportDraft {
  kind: 'import';
  file: Omit<HandedIn, 'bytes'>;
  need: Need | null;
  /** Which period it reports was asked already. */
  periodAsked: boolean;
  /** The state of the list that the shown changes were compared with; null before they were shown. */
  basis: string | null;
}

/** An import to be undone. */
interface UndoDraft {
  kind: 'undo';
  id: number;
}

/** Doubts shown so far. */
interface DoubtsDraft {
  kind: 'doubts';
  /** Slug; null for all regions. */
  region: string | null;
  shown: number;
}

/** A command that could mean several things: its choices are the command again, said in full. */
interface ChoiceDraft {
  kind: 'choose';
}

export type DraftData = ReportDraft | ImportDraft | UndoDraft | DoubtsDraft | ChoiceDraft;

/** A draft as it is kept. */
export interface Draft {
  data: DraftData;
  /** Four characters that tell its buttons from those of others. */
  token: string;
  /** Nothing else was said since: a bare number still means one of its choices. */
  fresh: boolean;
  options: readonly Choice[];
}

const TOKEN_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const TOKEN_LENGTH = 4;
const MINUTES = {
  report: 10,
  import: 30,
  undo: 10,
  doubts: 10,
  choose: 10,
} as const satisfies Record<DraftData['kind'], number>;
const BUTTON = new RegExp(`^(.+) ([${TOKEN_ALPHABET}]{${TOKEN_LENGTH}})$`);

/** Keeps a draft in place of the person's last one; gives the choices to show. */
export async function keepDraft(
  call: Call,
  data: DraftData,
  { labels, bytes = null }: { labels: readonly string[]; bytes?: Uint8Array | null },
): Promise<readonly Choice[]> {
  const token = randomToken();
  const options = labels.map((label) => ({ label, text: `${label} ${token}` }));
  await save(call, { data, token, fresh: true, options }, bytes);
  return options;
}

/** Remembers choices that are commands themselves, for those who answer with a number. */
export async function keepChoices(call: Call, options: readonly Choice[]): Promise<void> {
  await save(call, { data: { kind: 'choose' }, token: randomToken(), fresh: true, options }, null);
}

async function save(call: Call, draft: Draft, bytes: Uint8Array | null): Promise<void> {
  const until = laterBy(call.moment.now, MINUTES[draft.data.kind] * 60_000);
  await call.ports.drafts.save(keyOf(call), { state: draft, bytes }, until);
}

/** The person's draft with its file; null when there is none. */
export async function loadDraft(call: Call): Promise<{ draft: Draft; bytes: Uint8Array | null } | null> {
  const stored = await call.ports.drafts.load(keyOf(call), call.moment.now);
  return stored === null ? null : { draft: stored.state as Draft, bytes: stored.bytes };
}

/** Forgets the person's draft. */
export async function dropDraft(call: Call): Promise<void> {
  await call.ports.drafts.take(keyOf(call));
}

/** Something else was said: pages end here, and bare numbers mean nothing more. */
export async function passOver(call: Call, draft: Draft): Promise<void> {
  if (draft.data.kind === 'doubts' || draft.data.kind === 'choose') await dropDraft(call);
  else if (draft.fresh) await call.ports.drafts.change(keyOf(call), { ...draft, fresh: false });
}

/** What was chosen; null when the text is no choice of this draft. */
export function chosen(draft: Draft, text: string): Choice | null {
  const byNumber = draft.fresh && /^\d$/.test(text) ? draft.options[Number(text) - 1] : undefined;
  return byNumber ?? draft.options.find((one) => one.text === text || sameWords(one.label, text)) ?? null;
}

/** Whether a text is a button of a draft that is over. */
export function isOldButton(text: string, draft: Draft | null, { choices }: CommandWords): boolean {
  const [, label = '', token = ''] = BUTTON.exec(text) ?? [];
  return token !== draft?.token && Object.values(choices).some((choice) => sameWords(choice, label));
}

/** Whether a text confirms something. */
export function confirms({ words }: CommandWords, text: string): boolean {
  return isWord(words.confirm, text);
}

const bare = (text: string): string => text.replace(/[\s（）()。！!]/gu, '');
const sameWords = (label: string, text: string): boolean => text !== '' && bare(label) === bare(text);

function randomToken(): string {
  return Array.from({ length: TOKEN_LENGTH }, () => TOKEN_ALPHABET[randomInt(TOKEN_ALPHABET.length)]).join(
    '',
  );
}
