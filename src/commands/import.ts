/** A file handed in: read, shown with what it would change, stored only when confirmed. */
import type { Audience } from '../domain/access.ts';
import { InputError } from '../domain/errors.ts';
import type { Attachment } from '../domain/message.ts';
import type { ImportedDocument } from '../domain/project.ts';
import { type Call, chatCommand, type Done, type Run, standing } from './command.ts';
import { type Draft, type DraftData, dropDraft, keepDraft, type Need } from './drafts.ts';
import { mayFile } from './filing.ts';
import { isWord } from './forms.ts';
import { periodMissing, readAnswer, whatIsMissing } from './import-needs.ts';
import { detailBlocks, previewBlocks } from './import-preview.ts';
import type { HandedIn } from './ports.ts';
import { cannot, denied, told } from './replies.ts';
import { counted, lineOf, own, quoted, replyOf, say } from './say.ts';

type ImportData = Extract<DraftData, { kind: 'import' }>;

/** 导入 as a word only tells how: the file itself is the command. */
export const importing = chatCommand({
  name: 'import',
  role: 'staff',
  where: 'private',
  parse: (text, { words }) => (isWord(words.words.import, text) ? true : null),
  run: async (_, { words }) => told(words.import.how),
});

/** The files of a message that could be lists; pictures are none. */
export function documentsOf({ attachments = [] }: Call['message']): readonly Attachment[] {
  return attachments.filter(({ kind }) => kind === 'document');
}

/** Reads the one file that a member of staff handed in. */
export async function handIn(files: readonly Attachment[], call: Call): Promise<Done> {
  const { message, asker, ports, words } = call;
  if (standing(asker) === 'resident') return denied(words.import.resident);
  if (message.chatKind === 'group') return cannot(words.common.inPrivate, {}, 'not_allowed');
  if (!mayFile(asker)) return denied(words.import.needsUnit);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) return cannot(words.import.one);
  if ((file.size ?? 0) > ports.imports.maxBytes) return cannot(words.import.tooLarge);
  return mending(call, async () => {
    const bytes = await ports.imports.fetchFile(message, file.ref, ports.imports.maxBytes);
    return proceed(
      { kind: 'import', file: { name: file.name }, need: null, periodAsked: false, basis: null },
      bytes,
      call,
    );
  });
}

/** Reads the file with what is known of it so far: asks for what is missing, else shows what it would change. */
async function proceed(data: ImportData, bytes: Uint8Array, call: Call): Promise<Done> {
  const document = await readOrNeeds({ ...data.file, bytes }, call);
  if (Array.isArray(document)) return askFor(document[0]!, data, bytes, call);
  const bound = await boundElsewhere(document, call);
  if (bound !== null) return bound;
  if (!data.periodAsked && periodMissing(document))
    return askFor('periodEnd', { ...data, periodAsked: true }, bytes, call);
  return show(document, { ...data, need: null }, { bytes, call });
}

/** The document, or what must be known first. @throws InputError for everything that a person cannot add */
async function readOrNeeds(file: HandedIn, { ports }: Call): Promise<ImportedDocument | Need[]> {
  try {
    return await ports.imports.read(file);
  } catch (error) {
    const needs = error instanceof InputError ? whatIsMissing(error.problems, file) : [];
    if (needs.length > 0) return needs;
    throw error;
  }
}

async function askFor(need: Need, data: ImportData, bytes: Uint8Array, call: Call): Promise<Done> {
  const { words, ports, asker } = call;
  const regions = await ports.readerFor(standing(asker)).regions();
  const offered = regions.filter(({ slug }) => asker.region === null || slug === asker.region);
  const labels = {
    region: offered.slice(0, 3).map(({ fullName }) => fullName),
    year: [],
    periodEnd: [words.choices.skip],
  } as const satisfies Record<Need, readonly string[]>;
  const asked = { region: 'askRegion', year: 'askYear', periodEnd: 'askPeriod' } as const;
  const choices = await keepDraft(
    call,
    { ...data, need },
    { labels: [...labels[need], words.choices.cancel], bytes },
  );
  const block = say('text', words.import[asked[need]], { file: own(data.file.name) });
  return { reply: replyOf([block], { kind: 'clarify', choices }), facts: { step: 'asked', need } };
}

/** Somebody bound to one region hands in nothing for another. */
async function boundElsewhere({ region }: ImportedDocument, call: Call): Promise<Done | null> {
  const { asker, ports, words } = call;
  if (asker.region === null) return null;
  const own = (await ports.readerFor(standing(asker)).regions()).find(({ slug }) => slug === asker.region);
  if (own?.fullName === region.fullName || asker.region === region.slug) return null;
  await dropDraft(call);
  return denied(words.import.regionOnly, {
    region: quoted(region.fullName),
    own: quoted(own?.fullName ?? asker.region),
  });
}

/** How the changes are shown. */
type Shown = 'brief' | 'details' | 'stale';

async function show(
  document: ImportedDocument,
  data: ImportData,
  { bytes, as = 'brief', call }: { bytes: Uint8Array; as?: Shown; call: Call },
): Promise<Done> {
  const { words, ports, moment } = call;
  const preview = await ports.imports.preview(document, moment.now);
  const { importPublic, importStaff, details, cancel } = words.choices;
  const labels = [importPublic, importStaff, ...(as === 'details' ? [] : [details]), cancel];
  const choices = await keepDraft(call, { ...data, basis: preview.basis }, { labels, bytes });
  const changes = as === 'details' ? detailBlocks : previewBlocks;
  const blocks = [
    ...(as === 'stale' ? [say('text', words.import.stale)] : []),
    ...changes(document, preview, words),
    say('text', words.import.ask),
  ];
  const { added, changed } = preview.report;
  return {
    reply: replyOf(blocks, { kind: 'clarify', choices }),
    facts: { step: 'asked', contentHash: document.contentHash, added, changed },
  };
}

/** A choice below the preview or a question about the file. */
export async function answerImport(
  stored: { draft: Draft; bytes: Uint8Array | null },
  label: string,
  call: Call,
): Promise<Done> {
  const { words, asker } = call;
  const data = stored.draft.data as ImportData;
  if (label === words.choices.cancel) {
    await dropDraft(call);
    return { ...told(words.common.cancelled), facts: { step: 'cancelled' } };
  }
  if (!mayFile(asker)) return denied(words.import.needsUnit);
  const bytes = fileOf(stored);
  if (data.need === null && label === words.choices.details)
    return mending(call, async () =>
      show(await readAgain(data, bytes, call), data, { bytes, as: 'details', call }),
    );
  if (data.need === null)
    return mending(call, () => store(data, bytes, { audience: audienceOf(label, call), call }));
  const said = label === words.choices.skip ? {} : { region: label };
  return mending(call, () => proceed({ ...data, file: { ...data.file, ...said }, need: null }, bytes, call));
}

/** What a free answer to a question about the file leads to; null when the text is none. */
export async function answerNeed(
  stored: { draft: Draft; bytes: Uint8Array | null },
  text: string,
  call: Call,
): Promise<Run | null> {
  const data = stored.draft.data as ImportData;
  if (data.need === null || !mayFile(call.asker)) return null;
  const regions = await call.ports.readerFor(standing(call.asker)).regions();
  const known = (name: string) =>
    call.ports.isPlace(name) ||
    regions.some(({ fullName, shortNames }) => fullName === name || shortNames.includes(name));
  const year = data.file.year ?? Number(call.moment.today.slice(0, 4));
  const answer = readAnswer(data.need, text, { isPlace: known, year });
  if (answer === null) return null;
  const file = { ...data.file, ...answer };
  return () => mending(call, () => proceed({ ...data, file, need: null }, fileOf(stored), call));
}

const fileOf = ({ bytes }: { bytes: Uint8Array | null }): Uint8Array => bytes ?? new Uint8Array();

/** Tells what is wrong with the file, and forgets it. */
async function mending(call: Call, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError) return problemsOf(error, call);
    throw error;
  }
}

function audienceOf(label: string, { words }: Call): Audience {
  return label === words.choices.importPublic ? 'public' : 'staff';
}

const readAgain = (data: ImportData, bytes: Uint8Array, { ports }: Call): Promise<ImportedDocument> =>
  ports.imports.read({ ...data.file, bytes });

async function store(
  data: ImportData,
  bytes: Uint8Array,
  { audience, call }: { audience: Audience; call: Call },
): Promise<Done> {
  const { ports, words, message, asker, moment } = call;
  const document = await readAgain(data, bytes, call);
  const bound = await boundElsewhere(document, call);
  if (bound !== null) return bound;
  const by = `${message.platform}:${standing(asker)}`;
  const previewed = { document: { ...document, audience }, basis: data.basis ?? '' };
  const report = await ports.imports.save(previewed, by, moment.now);
  if (report === null) return show(document, data, { bytes, as: 'stale', call });
  await dropDraft(call);
  const { stored, added, changed, unchanged, documentId } = report;
  const counts = { added: counted(added), changed: counted(changed), unchanged: counted(unchanged) };
  return {
    ...told(stored ? words.import.saved : words.import.savedSame, stored ? counts : {}),
    facts: { step: 'saved', audience, document: documentId, added, changed, unchanged },
  };
}

async function problemsOf({ problems }: InputError, call: Call): Promise<Done> {
  await dropDraft(call);
  const lines = problems.map(({ message }) => lineOf('item', own(message)));
  const reply = replyOf([say('text', call.words.import.problems), ...lines], {
    kind: 'refuse',
    reason: 'no_data',
  });
  return { reply, outcome: 'refused', facts: { problems: problems.length } };
}
