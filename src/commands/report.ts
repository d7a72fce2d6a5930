/** 上报: progress of one project, told in the chat; stored only after it was shown and confirmed. */
import type { Choice } from '../domain/message.ts';
import type { ProjectStatus } from '../domain/project.ts';
import type { ProjectSummary, RegionRecord } from '../domain/records.ts';
import { type Call, chatCommand, type Done, standing } from './command.ts';
import { type Draft, type DraftData, dropDraft, keepChoices, keepDraft } from './drafts.ts';
import { hasPart, mayFile } from './filing.ts';
import { argumentOf, asksSomething, endsAsking } from './forms.ts';
import { findProjects, type ProjectReference, readReference } from './project-reference.ts';
import { cannot, denied, MAX_CHOICES, percent, projectName, told, whichRegion } from './replies.ts';
import { counted, echoed, own, quoted, replyOf, say } from './say.ts';
import type { CommandWords } from './words.ts';

/** Longest report, in characters. */
const LONGEST = 500;

/** Rates above this are slips of the finger: 10 = 1000%. */
const HIGHEST_RATE = 10;

/** What is told of a project. */
interface Progress {
  rate: number | null;
  status: ProjectStatus | null;
  /** As the person wrote it. */
  text: string;
}

type ReportData = Extract<DraftData, { kind: 'report' }>;

export const report = chatCommand<ProjectReference | 'usage'>({
  name: 'report',
  role: 'staff',
  where: 'private',
  async parse(text, { words, regions }) {
    const argument = argumentOf(words.words.report, text);
    if (argument === null || endsAsking(argument)) return null;
    if (argument === '') return 'usage';
    const reference = readReference(argument, await regions());
    if (reference === null || ('name' in reference.by && asksSomething(argument))) return null;
    return reference.rest === '' ? 'usage' : reference;
  },
  async run(parsed, call) {
    const { asker, words } = call;
    if (!mayFile(asker)) return denied(words.report.needsUnit);
    if (parsed === 'usage') return told(words.report.usage);
    const progress = readProgress(parsed.rest, words);
    if (progress.text.length > LONGEST) return cannot(words.report.tooLong, { count: counted(LONGEST) });
    if ((progress.rate ?? 0) > HIGHEST_RATE) return cannot(words.report.rateWrong);
    return reportOn(parsed, progress, call);
  },
});

/** `60% 已完成布线`: a rate at the beginning, a state where nothing but the state is said. */
export function readProgress(text: string, { words }: CommandWords): Progress {
  const rate = /^(?:(?:已)?完成率?|进度)?\s*(\d{1,5}(?:\.\d+)?)\s*%/u.exec(text);
  const rest = rate === null ? text : text.slice(rate[0].length);
  const states = rest
    .split(/[\s，,。；;！!、]+/u)
    .filter((part) => part !== '')
    .slice(0, 1);
  const says = (list: readonly string[]) => states.some((state) => list.includes(state));
  const status = says(words.done) ? 'done' : says(words.notStarted) ? 'not_started' : null;
  return { rate: rate === null ? null : Number(rate[1]) / 100, status, text };
}

async function reportOn(reference: ProjectReference, progress: Progress, call: Call): Promise<Done> {
  const { asker, ports, words } = call;
  const reader = ports.readerFor(standing(asker));
  const regions = await reader.regions();
  const region = reference.region ?? regionOf(asker.region, regions);
  if (region === null) return whichRegion(call, regions, (name) => command(words, name, reference));
  if (asker.region !== null && asker.region !== region.slug) return denied(words.report.regionOnly);
  const found = await findProjects(reference, region, reader);
  const project = found[0];
  if (project === undefined) return cannot(words.report.noProject, { region: region.fullName });
  if (found.length > 1) return whichProject(found, reference, call);
  if (!hasPart(asker.unit, project)) return othersProject(project, call);
  return askToConfirm(project, progress, call);
}

function regionOf(slug: string | null, regions: readonly RegionRecord[]): RegionRecord | null {
  if (slug !== null) return regions.find((region) => region.slug === slug) ?? null;
  return regions.length === 1 ? regions[0]! : null;
}

/** The same command again, with what was missing. */
function command({ words }: CommandWords, region: string, { year, by, rest }: ProjectReference): string {
  const project = 'number' in by ? `第${by.number}项` : by.name;
  return [words.report[0], region, year === null ? '' : `${year}年`, project, rest].filter(Boolean).join(' ');
}

async function whichProject(
  found: readonly ProjectSummary[],
  reference: ProjectReference,
  call: Call,
): Promise<Done> {
  const shown = found.slice(0, MAX_CHOICES);
  const names = shown.map((project) => say('item', '{project}', { project: projectName(project) }));
  const choices: Choice[] = shown.map((project) => ({
    label: projectName(project).text,
    text: command(call.words, project.regionName, {
      ...reference,
      year: project.year,
      by: { number: project.position },
    }),
  }));
  await keepChoices(call, choices);
  const blocks = [say('text', call.words.report.several), ...names];
  return { reply: replyOf(blocks, { kind: 'clarify', choices }) };
}

function othersProject(project: ProjectSummary, { words, asker }: Call): Done {
  const units = quoted(project.units.map(({ name }) => name).join('、') || words.fields.nothing);
  const done = denied(words.report.unitOnly, {
    project: projectName(project),
    units,
    unit: quoted(asker.unit ?? ''),
  });
  return { ...done, facts: { project: project.id } };
}

async function askToConfirm(project: ProjectSummary, progress: Progress, call: Call): Promise<Done> {
  const { words } = call;
  const data: ReportData = { kind: 'report', report: { projectId: project.id, ...progress } };
  const choices = await keepDraft(call, data, { labels: [words.choices.confirm, words.choices.cancel] });
  const { rate, status, text } = progress;
  const blocks = [
    say('head', words.report.preview, { project: projectName(project) }),
    say('quote', '{text}', { text: echoed(text) }),
    ...(rate === null ? [] : [say('text', words.report.rate, { rate: echoed(percent(rate)) })]),
    ...(status === null ? [] : [say('text', words.report.status, { status: words.statuses[status] })]),
    say('text', words.report.ask),
  ];
  const reply = replyOf(blocks, { kind: 'clarify', choices, projects: [project.id] });
  return { reply, facts: { step: 'asked', project: project.id } };
}

/** What is chosen below the shown report. */
export async function answerReport(draft: Draft, label: string, call: Call): Promise<Done> {
  const { words, asker, moment, ports } = call;
  const { report: filed } = draft.data as ReportData;
  if (label === words.choices.cancel) {
    await dropDraft(call);
    return { ...told(words.common.cancelled), facts: { step: 'cancelled', project: filed.projectId } };
  }
  if (!mayFile(asker)) return denied(words.report.needsUnit);
  const reportedBy = { unit: asker.unit, role: standing(asker) };
  const receipt = await ports.saveChatReport(
    { ...filed, reportedBy, at: moment.now, today: moment.today },
    moment.now,
  );
  await dropDraft(call);
  const template = receipt.stored ? words.report.saved : words.report.again;
  return {
    ...told(template, { title: own(receipt.title) }),
    facts: { step: 'saved', project: filed.projectId, document: receipt.documentId },
  };
}
