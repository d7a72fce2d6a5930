/** `订阅日报 [8:30] [区教体局] [章丘区]`, `订阅周报 [周一 9:00] …`: the order as it was written. */
import type { DigestKind } from '../domain/digest.ts';
import type { RegionRecord } from '../domain/records.ts';
import type { MatchTools } from './command.ts';
import { argumentOf, asksSomething, regionNamed } from './forms.ts';

/** What is ordered; absent parts are the person's own or the usual ones. */
export interface SubscriptionOrder {
  kind: DigestKind;
  /** `HH:MM`; null when none is written. */
  time: string | null;
  /** 1 Monday … 7 Sunday; null when none is written. */
  weekday: number | null;
  region: RegionRecord | null;
  /** A unit as it was written, or the person's own unit or projects. */
  of: { unit: string } | 'ownUnit' | 'ownOfficial' | null;
}

const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const SPOKEN_CLOCK = /^(上午|早上|下午|晚上)?(1?\d|2[0-3])点(半|钟|([0-5]?\d)分?)?$/u;
const WEEKDAY = /^每?(?:周|星期|礼拜)([一二三四五六日天])/u;
const WEEKDAYS = '一二三四五六日';
const LONGEST_UNIT = 40;

/** Null for every other text, and for questions; `usage` for an order that cannot be read. */
export async function readOrder(
  text: string,
  tools: MatchTools,
): Promise<SubscriptionOrder | 'usage' | null> {
  const { words } = tools.words;
  for (const [kind, names] of [
    ['daily', words.subscribeDaily],
    ['weekly', words.subscribeWeekly],
  ] as const) {
    const argument = argumentOf(names, text);
    if (argument === null) continue;
    return asksSomething(argument) ? null : readParts(kind, argument, tools);
  }
  return null;
}

async function readParts(
  kind: DigestKind,
  argument: string,
  { words, regions }: MatchTools,
): Promise<SubscriptionOrder | 'usage'> {
  const order: SubscriptionOrder = { kind, time: null, weekday: null, region: null, of: null };
  const known = await regions();
  for (const token of tokensOf(argument)) {
    const part = readPart(token, known, words.words);
    if (part === null || Object.keys(part).some((key) => order[key as keyof SubscriptionOrder] !== null))
      return 'usage';
    Object.assign(order, part);
  }
  return kind === 'daily' && order.weekday !== null ? 'usage' : order;
}

/** 周一9:00 are two parts. */
function tokensOf(argument: string): string[] {
  return argument
    .split(/[\s，,、；;]+/u)
    .flatMap((token) => token.split(/(?<=^每?(?:周|星期|礼拜)[一二三四五六日天])(?=[\d上早下晚])/u))
    .filter((token) => token !== '');
}

function readPart(
  token: string,
  regions: readonly RegionRecord[],
  words: MatchTools['words']['words'],
): Partial<SubscriptionOrder> | null {
  const time = readTime(token);
  if (time !== null) return { time };
  const weekday = WEEKDAY.exec(token);
  if (weekday !== null && weekday[0].length === token.length)
    return { weekday: WEEKDAYS.indexOf(weekday[1]!.replace('天', '日')) + 1 };
  if (words.ownUnit.includes(token)) return { of: 'ownUnit' };
  if (words.ownOfficial.includes(token)) return { of: 'ownOfficial' };
  const region = regionNamed(token, regions);
  if (region) return { region };
  return /^\p{Script=Han}+$/u.test(token) && token.length <= LONGEST_UNIT ? { of: { unit: token } } : null;
}

/** `8:30`, `8点半`, `下午3点`; null when it is no time. */
export function readTime(token: string): string | null {
  const clock = CLOCK.exec(token);
  if (clock !== null) return `${clock[1]!.padStart(2, '0')}:${clock[2]}`;
  const spoken = SPOKEN_CLOCK.exec(token);
  if (spoken === null) return null;
  const [, half, hour, part, minutes] = spoken;
  const later = (half === '下午' || half === '晚上') && Number(hour) < 12 ? 12 : 0;
  const minute = part === '半' ? '30' : (minutes ?? '0');
  return `${String(Number(hour) + later).padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
