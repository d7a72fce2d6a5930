/** 撤销导入: the last import of a list is shown, and taken back when confirmed. */
import { chinaTime } from '../domain/china-time.ts';
import type { UndoableImport } from '../domain/records.ts';
import { type Call, chatCommand, type Done, standing } from './command.ts';
import { type Draft, type DraftData, dropDraft, keepDraft } from './drafts.ts';
import { mayFile } from './filing.ts';
import { regionCommand } from './forms.ts';
import { cannot, denied, told } from './replies.ts';
import { counted, own, quoted, replyOf, say } from './say.ts';

type UndoData = Extract<DraftData, { kind: 'undo' }>;

/** 撤销导入, a region behind it if wanted. Somebody bound to one region undoes nothing of another. */
export const undoing = chatCommand({
  name: 'undo',
  role: 'staff',
  where: 'private',
  parse: (text, tools) => regionCommand(tools.words.words.undo, text, tools),
  run: (region, call) => ask(region === 'own' ? call.asker.region : region.slug, call),
});

async function ask(regionSlug: string | null, call: Call): Promise<Done> {
  const { asker, ports, words } = call;
  if (!mayFile(asker)) return denied(words.import.needsUnit);
  if (asker.region !== null && asker.region !== regionSlug) return denied(words.report.regionOnly);
  const scope = regionSlug === null ? {} : { regionSlug };
  const plan = await ports.imports.planUndo({ role: standing(asker), ...scope });
  if ('hindrance' in plan) return cannot(words.undo[plan.hindrance]);
  const { id, onlyReaders, vanishing, reverting, documentId } = plan.undoable;
  const choices = await keepDraft(
    call,
    { kind: 'undo', id },
    { labels: [words.choices.confirm, words.choices.cancel] },
  );
  const block = say('text', onlyReaders ? words.undo.readers : words.undo.ask, {
    ...namesOf(plan.undoable),
    vanishing: counted(vanishing),
    reverting: counted(reverting),
  });
  return {
    reply: replyOf([block], { kind: 'clarify', choices }),
    facts: { step: 'asked', document: documentId },
  };
}

function namesOf({ title, regionName, year, at }: UndoableImport) {
  return {
    title: quoted(title),
    region: quoted(regionName),
    year: quoted(String(year)),
    at: own(chinaTime(at)),
  };
}

/** 确认 or 取消 below what was shown. */
export async function answerUndo(draft: Draft, label: string, call: Call): Promise<Done> {
  const { ports, words, asker, message, moment } = call;
  const { id } = draft.data as UndoData;
  await dropDraft(call);
  if (label === words.choices.cancel)
    return { ...told(words.common.cancelled), facts: { step: 'cancelled' } };
  if (!mayFile(asker)) return denied(words.import.needsUnit);
  const undone = await ports.imports.undo(id, `${message.platform}:${standing(asker)}`, moment.now);
  if (undone === null) return cannot(words.undo.changed);
  const { documentId, vanishing, reverting, regionSlug, year } = undone;
  return {
    ...told(words.undo.done, { title: quoted(undone.title) }),
    facts: { step: 'undone', document: documentId, region: regionSlug, year, vanishing, reverting },
  };
}
