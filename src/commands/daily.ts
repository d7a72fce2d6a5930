/** 日报: what is new since the beginning of yesterday, by project, newest first, with sources. */
import { laterBy, startOfDay } from '../domain/china-time.ts';
import type { RegionRecord, StoredChange } from '../domain/records.ts';
import { changeText } from './changes.ts';
import { type Call, chatCommand, type Done, standing } from './command.ts';
import { regionCommand } from './forms.ts';
import { counted, own, quoted, replyOf, say } from './say.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PROJECTS_SHOWN = 12;
const CHANGES_SHOWN = 3;

export const daily = chatCommand<RegionRecord | 'own'>({
  name: 'daily',
  role: 'staff',
  where: 'private',
  parse: (text, tools) => regionCommand(tools.words.words.daily, text, tools),
  run: async (asked, call) => {
    const regions = await call.ports.readerFor(standing(call.asker)).regions();
    const region = asked === 'own' ? regions.find(({ slug }) => slug === call.asker.region) : asked;
    return digest(region ?? null, call);
  },
});

async function digest(region: RegionRecord | null, { ports, words, moment, asker }: Call): Promise<Done> {
  const since = laterBy(startOfDay(moment.today), -DAY_MS);
  const role = standing(asker);
  const filter = region === null ? { role } : { role, regionSlug: region.slug };
  const changes = await ports.changesSince(since, filter);
  const day = own(new Date(Date.parse(since) + DAY_MS).toISOString().slice(0, 10));
  const place = region?.fullName ?? words.daily.all;
  if (changes.length === 0)
    return { reply: replyOf([say('text', words.daily.none, { region: place, day })]) };
  const projects = [...Map.groupBy(changes, ({ projectId }) => projectId).values()];
  const rest = projects.length - PROJECTS_SHOWN;
  const blocks = [
    say('head', words.daily.head, { region: place, day, count: counted(projects.length) }),
    ...projects.slice(0, PROJECTS_SHOWN).map((own) => projectLine(own, words)),
    ...(rest > 0 ? [say('note', words.daily.rest, { count: counted(rest) })] : []),
  ];
  const shown = projects.slice(0, PROJECTS_SHOWN);
  const sources = shown.flat().map(({ documentTitle, periodEnd }) => ({
    document: documentTitle,
    asOf: periodEnd,
  }));
  const unique = new Map(sources.map((source) => [JSON.stringify(source), source]));
  const reply = replyOf(blocks, {
    kind: 'list',
    projects: shown.map((own) => own[0]!.projectId),
    sources: [...unique.values()],
  });
  return { reply, facts: { region: region?.slug ?? null, projects: projects.length } };
}

function projectLine(changes: readonly StoredChange[], words: Call['words']) {
  const { regionName, year, name } = changes[0]!;
  const lines = changes.slice(0, CHANGES_SHOWN).map((change) => changeText(change, words));
  return say('item', words.daily.item, {
    project: quoted(`${regionName}${year}年 ${name}`),
    changes: quoted(lines.join('；')),
  });
}
