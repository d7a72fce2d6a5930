/** Words and numbers of the generated lists: themes from `themes.yaml`, names of streets and villages, a seeded chance. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** One kind of task, with how people ask about it. */
export interface Theme {
  title: string[];
  unit: string[];
  goal: string;
  note: string;
  ask: string[];
}

/** What the lists are made of. */
export interface Wording {
  themes: Theme[];
  /** Sentences that any report may have. */
  more: string[];
}

/** A seeded chance. */
export interface Random {
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

const FIRST = [...'青云龙金凤玉华安和永兴福新东南西北中文明光星月海江河湖山林柳桃杏梅松竹兰'];
const SECOND = [...'山水泉溪桥门岭坡湾塘庄台园苑里堂井坊洲港渡关店楼阁亭岗沟坪坝川原'];
const STREET = ['路', '街', '巷', '新村', '花园', '片区'];
const VILLAGE = ['村', '庄', '屯', '湾'];

/** Reads `themes.yaml`. */
export function readWording(): Wording {
  return parse(readFileSync(new URL('./themes.yaml', import.meta.url), 'utf8')) as Wording;
}

/** Park and Miller's generator: the same seed gives the same lists on every machine. */
export function createRandom(seed: number): Random {
  let state = seed;
  const below = (limit: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  return { below, pick: (list) => list[below(list.length)]! };
}

/** Names of two streets and a village. */
export function names(random: Random): Record<'s' | 't' | 'v', string> {
  const name = () =>
    random.pick(FIRST) + random.pick(SECOND) + (random.below(3) === 0 ? random.pick(SECOND) : '');
  return {
    s: name() + random.pick(STREET),
    t: name() + random.pick(STREET),
    v: name() + random.pick(VILLAGE),
  };
}

/** Figures of a project: planned a and b, reached x and y, a share and a month. */
export function values(random: Random): Record<'a' | 'b' | 'x' | 'y' | 'r' | 'd', string> {
  const planned = 50 + random.below(5000);
  const few = 3 + random.below(60);
  return {
    a: String(planned),
    b: String(few),
    x: String(Math.round(planned * (0.3 + random.below(90) / 100))),
    y: String(1 + random.below(few)),
    r: String(20 + random.below(80)),
    d: String(10 + random.below(3)),
  };
}

/** Puts the values into a text: {a} {s} … */
export function fill(template: string, named: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w)\}/g, (_, key: string) => named[key] ?? '');
}
