/**
 * 日报: what is new, by project, newest first, with sources: since the beginning of yesterday, since so many days, or
 * since the last digest of whoever has subscribed.
 */
import { chinaTime, laterBy, startOfDay } from '../domain/china-time.ts';
import type { Subscription } from '../domain/digest.ts';
import type { RegionRecord, StoredChange } from '../domain/records.ts';
import { changeText } from './changes.ts';
import { type Call, chatCommand, type Done, standing } from './command.ts';
import { argumentOf, regionNamed } from './forms.ts';
import { told } from './replies.ts';
import { counted, own, quoted, replyOf, say } from './say.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PROJECTS_SHOWN = 12;
const CHANGES_SHOWN = 3;

interface Order {
  region: RegionRecord | 'own';
  /** Null when none is written. */
  days: number | null;
}

export const daily = chatCommand<Order>({
  name: 'daily',
  role: 'staff',
  where: 'private',
  async parse(text, tools) {
    const argument = argumentOf(tools.words.words.daily, text);
    if (argument === null) return null;
    const days = /^([1-9]|[12]\d|3[01])天(?=\s|$)\s*/u.exec(argument);
    const place = days === null ? argument : argument.slice(days[0].length);
    const region = place === '' ? 'own' : regionNamed(place, await tools.regions());
    return region ? { region, days: days === null ? null : Number(days[1]) } : null;
  },
  async run({ region: asked, days }, call) {
    const regions = await call.ports.readerFor(standing(call.asker)).regions();
    const slug = asked === 'own' ? call.asker.region : asked.slug;
    const subscribed = days === null ? await subscriptionTo(slug, asked === 'own', call) : null;
    if (subscribed !== null) return sinceLast(subscribed, call);
    return digest(regions.find((region) => region.slug === slug) ?? null, days ?? 1, call);
  },
});

/** The daily one before the weekly one. */
async function subscriptionTo(region: string | null, any: boolean, call: Call): Promise<Subscription | null> {
  const fits = (await call.ports.digests.ofChat(call.message)).filter(
    ({ scope }) => any || (scope.region === region && scope.unit === null && scope.official === null),
  );
  return fits.find(({ kind }) => kind === 'daily') ?? fits[0] ?? null;
}

async function sinceLast(subscription: Subscription, call: Call): Promise<Done> {
  const { ports, words, moment, asker } = call;
  const role = standing(asker);
  const answer = await ports.digests.sinceLast(subscription, role, moment.now);
  const facts = { subscription: subscription.id };
  if (answer !== null) return { reply: { answer }, facts };
  const scope = quoted(await ports.digests.nameOf(subscription.scope, role));
  const since = own(chinaTime(subscription.lastAt));
  return { ...told(words.daily.noneSince, { scope, since }), facts };
}

async function digest(
  region: RegionRecord | null,
  days: number,
  { ports, words, moment, asker }: Call,
): Promise<Done> {
  const since = laterBy(startOfDay(moment.today), -days * DAY_MS);
  const role = standing(asker);
  const filter = region === null ? { role } : { role, regionSlug: region.slug };
  const changes = await ports.changesSince(since, filter);
  const day = own(chinaTime(since).slice(0, 10));
  const place = region?.fullName ?? words.daily.all;
  if (changes.length === 0)
    return { reply: replyOf([say('text', words.daily.none, { region: place, day })]) };
  const projects = [...Map.groupBy(changes, ({ projectId }) => projectId).values()];
  const rest = projects.length - PROJECTS_SHOWN;
  const shown = projects.slice(0, PROJECTS_SHOWN);
  const blocks = [
    say('head', words.daily.head, { region: place, day, count: counted(projects.length) }),
    ...shown.map((own) => projectLine(own, words)),
    ...(rest > 0 ? [say('note', words.daily.rest, { count: counted(rest) })] : []),
  ];
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
