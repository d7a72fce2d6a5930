/** 月报: the draft of a month's bulletin as a document. */
import type { RegionRecord } from '../domain/records.ts';
import { type Call, chatCommand, type Done, standing } from './command.ts';
import { argumentOf, regionNamed } from './forms.ts';
import { cannot, whichRegion } from './replies.ts';
import { own, quoted, replyOf, say } from './say.ts';

/** After this day of a month its own report is meant, before it the last month's. */
const LAST_MONTH_UNTIL = 20;

const MONTH = /^(?:(20\d\d)[年-])?(0?[1-9]|1[0-2])月?$/;

interface Order {
  region: RegionRecord | null;
  month: { year: number | null; month: number } | null;
}

export const bulletin = chatCommand<Order>({
  name: 'bulletin',
  role: 'staff',
  where: 'private',
  async parse(text, { words, regions }) {
    const argument = argumentOf(words.words.bulletin, text);
    if (argument === null) return null;
    const order: Order = { region: null, month: null };
    for (const token of argument.split(/\s+/).filter((part) => part !== '')) {
      const month = /[月-]/.test(token) ? MONTH.exec(token) : null;
      const region = month === null ? regionNamed(token, await regions()) : null;
      if (month !== null && order.month === null)
        order.month = { year: month[1] === undefined ? null : Number(month[1]), month: Number(month[2]) };
      else if (region && order.region === null) order.region = region;
      else return null;
    }
    return order;
  },
  async run(order, call) {
    const regions = await call.ports.readerFor(standing(call.asker)).regions();
    const own = regions.find(({ slug }) => slug === call.asker.region);
    const region = order.region ?? own ?? (regions.length === 1 ? regions[0] : undefined);
    const month = monthOf(order, call.moment.today);
    if (region) return draft(region, month, call);
    const word = call.words.words.bulletin[0]!;
    return whichRegion(call, regions, (name) => `${word} ${name} ${month}`);
  },
});

async function draft(
  region: RegionRecord,
  month: string,
  { ports, words, asker, moment }: Call,
): Promise<Done> {
  const slots = { region: quoted(region.fullName), month: own(month) };
  if (month > moment.today.slice(0, 7)) return cannot(words.bulletin.later, slots);
  const asked = { region: region.slug, month, role: standing(asker) };
  const file = await ports.digests.bulletin(asked, moment.now);
  if (file === null) return cannot(words.bulletin.none, slots, 'no_data');
  const done = say('text', words.bulletin.done, slots);
  return { reply: replyOf([done], { file }), facts: { region: region.slug, month } };
}

/** `2025-06`; a month without a year is the last of that name. */
function monthOf({ month }: Order, today: string): string {
  const [year, present, day] = today.split('-').map(Number) as [number, number, number];
  if (month !== null) return text(month.year ?? (month.month > present ? year - 1 : year), month.month);
  if (day > LAST_MONTH_UNTIL) return text(year, present);
  return present === 1 ? text(year - 1, 12) : text(year, present - 1);
}

const text = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;
