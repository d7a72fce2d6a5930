/** 疑点: what does not fit together in the documents, with where it stands; page by page. */
import type { Dossier, RegionRecord } from '../domain/records.ts';
import { type Call, chatCommand, type Done, standing } from './command.ts';
import { type Draft, type DraftData, dropDraft, keepDraft } from './drafts.ts';
import { regionCommand } from './forms.ts';
import { brief, projectName, whichRegion } from './replies.ts';
import { counted, quoted, replyOf, type Said, say } from './say.ts';

const PAGE = 5;
const CLAUSE_LENGTH = 80;

/** Without a region all stored projects are read at once: only where they are few. */
const MOST_REGIONS = 3;

type DoubtsData = Extract<DraftData, { kind: 'doubts' }>;

interface Doubt {
  what: string;
  /** Project or document. */
  where: Said;
  /** Words of the clause; null when it is about the whole. */
  clause: string | null;
  document: string;
}

export const doubts = chatCommand<RegionRecord | 'own'>({
  name: 'doubts',
  role: 'staff',
  where: 'private',
  parse: (text, tools) => regionCommand(tools.words.words.doubts, text, tools),
  async run(asked, call) {
    const slug = asked === 'own' ? call.asker.region : asked.slug;
    if (slug !== null) return page({ kind: 'doubts', region: slug, shown: 0 }, call);
    const regions = await call.ports.readerFor(standing(call.asker)).regions();
    const word = call.words.words.doubts[0]!;
    if (regions.length > MOST_REGIONS) return whichRegion(call, regions, (name) => `${word} ${name}`);
    return page({ kind: 'doubts', region: null, shown: 0 }, call);
  },
});

/** The next page. */
export function answerDoubts(draft: Draft, call: Call): Promise<Done> {
  return page(draft.data as DoubtsData, call);
}

async function page({ region, shown }: DoubtsData, call: Call): Promise<Done> {
  const { words } = call;
  const all = await collect(region, call);
  const regionName = await nameOf(region, call);
  if (all.length === 0) return { reply: replyOf([say('text', words.doubts.none, { region: regionName })]) };
  const lines = all.slice(shown, shown + PAGE);
  const rest = all.length - shown - lines.length;
  const data: DoubtsData = { kind: 'doubts', region, shown: shown + lines.length };
  if (rest <= 0) await dropDraft(call);
  const choices = rest > 0 ? await keepDraft(call, data, { labels: [words.choices.more] }) : [];
  const head = say('head', words.doubts.head, { region: regionName, count: counted(all.length) });
  const blocks = [
    ...(shown === 0 ? [head] : []),
    ...lines.map((doubt) => doubtLine(doubt, call)),
    ...(rest > 0 ? [say('note', words.doubts.rest, { count: counted(rest) })] : []),
  ];
  return { reply: replyOf(blocks, { kind: 'list', choices }), facts: { region, shown: data.shown } };
}

async function nameOf(region: string | null, { ports, asker, words }: Call): Promise<Said | string> {
  if (region === null) return words.doubts.all;
  const found = (await ports.readerFor(standing(asker)).regions()).find(({ slug }) => slug === region);
  return quoted(found?.fullName ?? region);
}

/** In the newest list of each region: doubts of whole documents first, then those of projects in their order. */
async function collect(region: string | null, { ports, asker, words }: Call): Promise<Doubt[]> {
  const reader = ports.readerFor(standing(asker));
  const regions = (await reader.regions()).filter(({ slug }) => region === null || slug === region);
  const lists = regions.map(({ slug, years }) =>
    reader.list({ regionSlugs: [slug], years: years.slice(0, 1) }),
  );
  const projects = (await Promise.all(lists)).flat();
  const current = new Set(projects.map(({ documentId }) => documentId));
  const documents = (await reader.documents()).filter(({ id }) => current.has(id));
  const ofDocuments = documents.flatMap(({ title, fileName, findings }) =>
    findings
      .filter(({ severity }) => severity === 'doubt')
      .map(({ message }) => ({
        what: message,
        where: quoted(words.doubts.document),
        clause: null,
        document: title ?? fileName,
      })),
  );
  const dossiers = await reader.dossiers(projects.map(({ id }) => id));
  return [...ofDocuments, ...dossiers.flatMap(ofProject)];
}

function ofProject(project: Dossier): Doubt[] {
  return project.findings
    .filter(({ severity }) => severity === 'doubt')
    .map(({ message, clause }) => ({
      what: message,
      where: projectName(project),
      clause: project.clauses.find(({ ordinal }) => ordinal === clause)?.text ?? null,
      document: project.documentTitle,
    }));
}

function doubtLine({ what, where, clause, document }: Doubt, { words }: Call) {
  const check = clause === null ? quoted('') : quoted(checkText(words.doubts.check, clause));
  return say('item', words.doubts.item, { where, what: quoted(what), document: quoted(document), check });
}

const checkText = (template: string, clause: string): string =>
  template.replace('{clause}', brief(clause, CLAUSE_LENGTH));
