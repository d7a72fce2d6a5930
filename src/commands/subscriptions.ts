/** 订阅日报, 订阅周报, 退订, 我的订阅: what is told unasked, to whom, and when. */
import { reaches } from '../domain/access.ts';
import { chinaTime } from '../domain/china-time.ts';
import type { DigestScope, NewSubscription, Subscription } from '../domain/digest.ts';
import { actor, type Call, chatCommand, type Done, standing } from './command.ts';
import { sameUnit } from './filing.ts';
import { argumentOf, isWord } from './forms.ts';
import { cannot, denied, told } from './replies.ts';
import { counted, echoed, own, quoted, replyOf, say } from './say.ts';
import { readOrder, type SubscriptionOrder } from './subscription-order.ts';

/** In private for oneself; in an internal group by an operator. */
export const subscribe = chatCommand<SubscriptionOrder | 'usage'>({
  name: 'subscribe',
  role: 'staff',
  where: 'any',
  parse: readOrder,
  async run(order, call) {
    const hindered = groupHindrance(call);
    if (hindered !== null) return hindered;
    if (order === 'usage') return told(call.words.subscription.usage);
    const scope = await scopeOf(order, call);
    return 'reply' in scope ? scope : keep(order, scope, call);
  },
});

/** `退订 3`, `退订 全部`; `退订` alone where there is only one. */
export const unsubscribe = chatCommand<number | 'all' | 'only'>({
  name: 'unsubscribe',
  role: 'staff',
  where: 'any',
  parse(text, { words: { words } }) {
    const argument = argumentOf(words.unsubscribe, text);
    if (argument === null) return null;
    if (argument === '') return 'only';
    if (isWord(words.everything, argument)) return 'all';
    return /^\d{1,9}$/.test(argument) ? Number(argument) : null;
  },
  async run(which, call) {
    const { message, ports, moment, words } = call;
    const hindered = groupHindrance(call);
    if (hindered !== null) return hindered;
    const present = await ports.digests.ofChat(message);
    if (present.length === 0) return cannot(words.subscription.none);
    if (which === 'only' && present.length > 1) return listed(present, call, words.subscription.which);
    const ids = present.map(({ id }) => id).filter((id) => typeof which === 'string' || id === which);
    if (ids.length === 0) return cannot(words.subscription.gone);
    const count = await ports.digests.end(message, ids, { by: actor(call), at: moment.now });
    return { ...told(words.subscription.ended, { count: counted(count) }), facts: { ids } };
  },
});

/** What is told here unasked, with the numbers to end it by. */
export const subscriptions = chatCommand({
  name: 'subscriptions',
  role: 'staff',
  where: 'any',
  parse: (text, { words }) => (isWord(words.words.subscriptions, text) ? true : null),
  async run(_, call) {
    const hindered = groupHindrance(call);
    if (hindered !== null) return hindered;
    const present = await call.ports.digests.ofChat(call.message);
    return present.length === 0 ? told(call.words.subscription.none) : listed(present, call);
  },
});

/** A group is told things only where all its members may read them, and only by order of an operator. */
function groupHindrance({ message, asker, words }: Call): Done | null {
  if (message.chatKind === 'private') return null;
  if (!reaches(asker.role, 'operator')) return denied(words.common.denied);
  return reaches(asker.disclosure, 'staff')
    ? null
    : cannot(words.subscription.publicGroup, {}, 'not_allowed');
}

/** The class of reader that the chat is: in a group who listens, in private what the person may both do and hear. */
const readerHere = ({ message, asker }: Call) =>
  message.chatKind === 'group' ? asker.disclosure : standing(asker);

async function scopeOf({ region, of }: SubscriptionOrder, call: Call): Promise<DigestScope | Done> {
  const { asker, words } = call;
  const base = { region: region?.slug ?? asker.region, unit: null, official: null, projects: null };
  if (of === null) return base;
  if (of === 'ownOfficial')
    return asker.official === null
      ? cannot(words.subscription.noOfficial)
      : { ...base, official: asker.official };
  const unit = of === 'ownUnit' ? asker.unit : of.unit;
  if (unit === null) return cannot(words.subscription.noUnit);
  const units = await call.ports.readerFor(readerHere(call)).units();
  const known = units.some(
    ({ name, regionSlugs }) =>
      (base.region === null || regionSlugs.includes(base.region)) && sameUnit(unit, name),
  );
  if (known) return { ...base, unit };
  const place = await call.ports.digests.nameOf(base, readerHere(call));
  return cannot(words.subscription.unknownUnit, { region: quoted(place), unit: echoed(unit) });
}

async function keep(order: SubscriptionOrder, scope: DigestScope, call: Call): Promise<Done> {
  const { ports, words, moment, message } = call;
  const { hours } = ports.digests;
  const time = order.time ?? hours.time;
  if (time < hours.earliest || time > hours.latest)
    return cannot(words.subscription.hours, { earliest: own(hours.earliest), latest: own(hours.latest) });
  const asked: NewSubscription = {
    kind: order.kind,
    platform: message.platform,
    account: message.account ?? '',
    chatId: message.chatId,
    chatKind: message.chatKind,
    personId: message.chatKind === 'private' ? message.personId : null,
    scope,
    time,
    weekday: order.kind === 'weekly' ? (order.weekday ?? hours.weekday) : null,
    by: actor(call),
  };
  const kept = await ports.digests.subscribe(asked, readerHere(call), moment.now);
  if (kept === null) return cannot(words.subscription.tooMany);
  const template = kept.renewed ? words.subscription.renewed : words.subscription.done;
  const line = say('text', template, await slotsOf(kept.subscription, call));
  const { id, kind } = kept.subscription;
  return { reply: replyOf([line]), facts: { id, kind, region: scope.region } };
}

async function listed(present: readonly Subscription[], call: Call, note?: string): Promise<Done> {
  const { subscription } = call.words;
  const lines = [];
  for (const one of present) lines.push(say('item', subscription.item, await slotsOf(one, call)));
  const notes = note === undefined ? [] : [say('note', note)];
  return { reply: replyOf([say('head', subscription.head), ...lines, ...notes], { kind: 'list' }) };
}

async function slotsOf(one: Subscription, call: Call) {
  const { words, ports } = call;
  const { everyDay, everyWeek } = words.subscription;
  const template = one.kind === 'daily' ? everyDay : everyWeek;
  const rhythm = template
    .replace('{weekday}', words.weekdays[(one.weekday ?? 1) - 1] ?? '')
    .replace('{time}', one.time)
    .replace('{next}', chinaTime(one.nextAt));
  return {
    id: own(String(one.id)),
    kind: words.digestKinds[one.kind],
    scope: quoted(await ports.digests.nameOf(one.scope, readerHere(call))),
    rhythm: own(rhythm),
  };
}
