/**
 * The way of a command: an answer to what was asked before → a handed-in file → a command's strict form → whether the
 * person may → do it → the audit trail. What fits nowhere is a question, and nobody's business here.
 */
import { type Asker, reaches } from '../domain/access.ts';
import { actorOf, placeOf } from '../domain/access-records.ts';
import { InputError } from '../domain/errors.ts';
import type { IncomingMessage } from '../domain/message.ts';
import { type Call, type ChatCommand, type Done, type MatchTools, type Run, standing } from './command.ts';
import { answerDoubts } from './doubts.ts';
import { chosen, confirms, type Draft, isOldButton, loadDraft, passOver } from './drafts.ts';
import { isWord, tidy } from './forms.ts';
import { answerImport, answerNeed, documentsOf, handIn } from './import.ts';
import type { CommandPorts, Moment } from './ports.ts';
import { COMMANDS } from './registry.ts';
import { cannot, denied } from './replies.ts';
import { answerReport } from './report.ts';
import { lineOf, own, type Reply, replyOf } from './say.ts';
import { answerUndo } from './undo-import.ts';
import type { CommandName, CommandWords } from './words.ts';

/** A command understood: what it is called, and what doing it means. */
interface Understood {
  name: CommandName;
  run: Run;
}

/** Does what a message asks for when it is a command; null for a question. */
export function createCommands(ports: CommandPorts, words: CommandWords) {
  return async (message: IncomingMessage, asker: Asker, moment: Moment): Promise<Reply | null> => {
    const call: Call = { message, asker, moment, ports, words };
    const understood = await understand(tidy(message.text), call);
    return understood === null ? null : perform(understood, call);
  };
}

async function understand(text: string, call: Call): Promise<Understood | null> {
  const stored = mayHaveDraft(call) ? await loadDraft(call) : null;
  const answer = stored === null ? null : await answerTo(stored, text, call);
  if (answer !== null) return answer;
  if (stored !== null) await passOver(call, stored.draft);
  const files = documentsOf(call.message);
  if (files.length > 0) return { name: 'import', run: () => handIn(files, call) };
  const command = await commandIn(text, call);
  if (command !== null) return command;
  const idle = mayHaveDraft(call) && confirmsNothing(text, stored?.draft ?? null, call);
  return idle ? overdue(call) : null;
}

/** Residents and groups are never asked to confirm anything. */
function mayHaveDraft({ message, asker }: Call): boolean {
  return message.chatKind === 'private' && reaches(standing(asker), 'staff');
}

type StoredDraft = NonNullable<Awaited<ReturnType<typeof loadDraft>>>;

/** What the text means to the person's draft; null when it is about something else. */
async function answerTo(stored: StoredDraft, text: string, call: Call): Promise<Understood | null> {
  const { draft } = stored;
  const { kind } = draft.data;
  if (kind === 'doubts') {
    const more = chosen(draft, text) !== null || isWord(call.words.words.more, text);
    return more ? { name: 'doubts', run: () => answerDoubts(draft, call) } : null;
  }
  if (kind === 'choose') {
    const command = chosen(draft, text)?.text;
    return command === undefined ? null : commandIn(command, call);
  }
  const label = chosen(draft, text)?.label ?? cancelLabel(text, call);
  if (label !== null)
    return {
      name: kind,
      run: () => answerWith(stored, label, call),
    };
  const run = kind === 'import' ? await answerNeed(stored, text, call) : null;
  return run === null ? null : { name: 'import', run };
}

function answerWith(stored: StoredDraft, label: string, call: Call): Promise<Done> {
  const { kind } = stored.draft.data;
  if (kind === 'report') return answerReport(stored.draft, label, call);
  return kind === 'undo' ? answerUndo(stored.draft, label, call) : answerImport(stored, label, call);
}

function cancelLabel(text: string, { words }: Call): string | null {
  return isWord(words.words.cancel, text) ? words.choices.cancel : null;
}

/** A button of something that is over, or a confirmation of nothing. */
function confirmsNothing(text: string, draft: Draft | null, { words }: Call): boolean {
  return isOldButton(text, draft, words) || (draft === null && confirms(words, text));
}

function overdue({ words }: Call): Understood {
  return { name: 'report', run: async () => cannot(words.common.nothingPending) };
}

async function commandIn(text: string, call: Call): Promise<Understood | null> {
  const reader = call.ports.readerFor(standing(call.asker));
  const regions = () => reader.regions();
  const tools: MatchTools = { words: call.words, role: standing(call.asker), regions };
  for (const command of COMMANDS) {
    const run = await command.match(text, tools);
    if (run !== null) return { name: command.name, run: hindrance(command, call) ?? run };
  }
  return null;
}

/** Why the command is not for this person or this place; null when it is. Rights come first: places tell nothing. */
function hindrance({ role, where }: ChatCommand, { message, asker, words }: Call): Run | null {
  const held = message.chatKind === 'private' ? standing(asker) : asker.role;
  if (!reaches(held, role)) return async () => denied(words.common.denied);
  if (where === 'private' && message.chatKind === 'group')
    return async () => cannot(words.common.inPrivate, {}, 'not_allowed');
  if (where === 'group' && message.chatKind === 'private')
    return async () => cannot(words.common.inGroup, {}, 'not_allowed');
  return null;
}

/** Does it and records it; the record holds ids and counts, never what was said. */
async function perform({ name, run }: Understood, call: Call): Promise<Reply> {
  try {
    const done = await run(call);
    await record(name, done, call);
    return done.reply;
  } catch (error) {
    if (error instanceof InputError) return refusal(name, error, call);
    await record(name, { outcome: 'failed' }, call);
    throw error;
  }
}

async function refusal(name: CommandName, { problems }: InputError, call: Call): Promise<Reply> {
  await record(name, { outcome: 'refused' }, call);
  const lines = problems.map(({ message }) => lineOf('text', own(message)));
  return replyOf(lines, { kind: 'refuse', reason: 'no_data' });
}

async function record(
  action: CommandName,
  { outcome = 'done', facts = {} }: Pick<Done, 'outcome' | 'facts'>,
  { message, ports, moment }: Call,
): Promise<void> {
  await ports.audit.record({
    at: moment.now,
    actor: actorOf(message),
    action,
    place: placeOf(message),
    outcome,
    detail: facts,
  });
}
