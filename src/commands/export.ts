/** 导出: the list as a table that a spreadsheet opens. */
import { csvText } from '../domain/csv.ts';
import type { OutgoingFile } from '../domain/message.ts';
import type { DocumentRecord, ProjectSummary, RegionRecord } from '../domain/records.ts';
import { chatCommand, standing } from './command.ts';
import { regionCommand } from './forms.ts';
import { cannot, percent } from './replies.ts';
import { counted, replyOf, say } from './say.ts';
import type { CommandWords } from './words.ts';

export const exportList = chatCommand<RegionRecord | 'own'>({
  name: 'export',
  role: 'staff',
  where: 'private',
  parse: (text, tools) => regionCommand(tools.words.words.export, text, tools),
  async run(asked, { ports, words, asker, moment }) {
    const reader = ports.readerFor(standing(asker));
    const slug = asked === 'own' ? asker.region : asked.slug;
    const projects = await reader.list(slug === null ? {} : { regionSlugs: [slug] });
    if (projects.length === 0) return cannot(words.export.none, {}, 'no_data');
    const text = listCsv(projects, await reader.documents(), words);
    const name = `${words.export.file}-${slug ?? 'all'}-${moment.today}.csv`;
    const file: OutgoingFile = { name, kind: 'document', bytes: new TextEncoder().encode(text) };
    const done = say('text', words.export.done, { count: counted(projects.length) });
    return { reply: replyOf([done], { file }), facts: { region: slug, projects: projects.length } };
  },
});

function listCsv(
  projects: readonly ProjectSummary[],
  documents: readonly DocumentRecord[],
  words: CommandWords,
): string {
  const titles = new Map(documents.map(({ id, title, fileName }) => [id, title ?? fileName]));
  const rows = projects.map((project) => [
    project.regionName,
    String(project.year),
    project.number || String(project.position),
    project.name,
    words.statuses[project.status],
    project.statedRate === null ? '' : percent(project.statedRate),
    project.units.map(({ name }) => name).join('、'),
    project.period?.end ?? '',
    titles.get(project.documentId) ?? '',
  ]);
  return csvText(words.export.header.split(','), rows);
}
