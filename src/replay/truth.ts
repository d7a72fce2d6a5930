/** What really happens in a made-up year: regions, projects, how each gets on, and what is reported of it when. */
import { createRandom, type Random } from './random.ts';
import { CAUSES, type MadeRegion, OFFICIALS, PLACES, REGIONS, THEMES, type Theme } from './vocabulary.ts';

/** How large a year, and which one. */
export interface WorldSize {
  year: number;
  regions: number;
  /** In each region. */
  projects: number;
  seed: number;
}

/** How a project gets on through the year. */
export type Pace = 'steady' | 'early' | 'slipping' | 'stalled' | 'lateStart';

/** What is wrong with a project's reports, once in the year. */
export type Fault = 'none' | 'claim' | 'backwards' | 'target';

/** One project of one region. */
export interface MadeProject {
  /** 1-based place in the list. */
  number: number;
  title: string;
  theme: Theme;
  bureau: string;
  official: string;
  pace: Pace;
  fault: Fault;
  cause: string;
  /** What the report of each month says, January first. */
  months: readonly MonthSaid[];
}

/** What a report says of one project. */
export interface MonthSaid {
  target: number;
  actual: number;
  /** Percent, a whole number. Not the share of the two where the report claims what its figures deny. */
  statedPercent: number;
}

/** One list with its projects. */
export interface MadeList extends MadeRegion {
  officials: readonly string[];
  projects: readonly MadeProject[];
}

/** A made-up year. */
export interface World {
  size: WorldSize;
  lists: readonly MadeList[];
}

const PACES: readonly Pace[] = ['steady', 'steady', 'early', 'slipping', 'stalled', 'steady', 'lateStart'];
const FAULTS: readonly Fault[] = ['none', 'none', 'none', 'claim', 'none', 'backwards', 'none', 'target'];
const OFFICIALS_A_REGION = 2;

/** Most that there are names for. */
export const MOST_REGIONS = REGIONS.length;
export const MOST_PROJECTS = PLACES.length;

/** The same size gives the same world. */
export function createWorld(size: WorldSize): World {
  const random = createRandom(size.seed);
  const lists = REGIONS.slice(0, size.regions).map((region, index) => {
    const officials = OFFICIALS.slice(index * OFFICIALS_A_REGION, (index + 1) * OFFICIALS_A_REGION);
    const from = { region, officials, random, offset: index * 3 };
    const projects = Array.from({ length: size.projects }, (_, at) => makeProject(at, from));
    return { ...region, officials, projects };
  });
  return { size, lists };
}

interface Making {
  region: MadeRegion;
  officials: readonly string[];
  random: Random;
  offset: number;
}

function makeProject(at: number, { region, officials, random, offset }: Making): MadeProject {
  const theme = THEMES[(at + offset) % THEMES.length]!;
  const pace = PACES[(at + offset) % PACES.length]!;
  const fault = FAULTS[(at * 3 + offset) % FAULTS.length]!;
  const target = random.between(theme.least, theme.most);
  return {
    number: at + 1,
    title: `${PLACES[(at + offset * 5) % PLACES.length]!}片区${theme.name}`,
    theme,
    bureau: `${region.level}${theme.bureau}`,
    official: officials[at % officials.length]!,
    pace,
    fault,
    cause: random.pick(CAUSES),
    months: makeMonths(target, { pace, fault }, random),
  };
}

function makeMonths(target: number, { pace, fault }: Pick<MadeProject, 'pace' | 'fault'>, random: Random) {
  const from = random.between(4, 7);
  const faultAt = random.between(5, 9);
  const months: MonthSaid[] = [];
  let reached = 0;
  for (let month = 1; month <= 12; month++) {
    const share = Math.max(reached, shareAt(pace, month, from) + (random.next() - 0.5) * 0.02);
    reached = Math.min(1, share);
    months.push(saidAt(target, reached, fault !== 'none' && month === faultAt ? fault : 'none'));
  }
  return fault === 'target' ? raised(months, faultAt) : months;
}

/** Done share at the end of a month. */
function shareAt(pace: Pace, month: number, from: number): number {
  const line = month / 12;
  switch (pace) {
    case 'steady':
      return line + 0.01;
    case 'early':
      return Math.min(1, line * 1.4);
    case 'slipping':
      return month < from ? line : month < from + 4 ? line - 0.06 * (month - from + 1) : line - 0.02;
    case 'stalled':
      return line * 0.6;
    case 'lateStart':
      return month < from ? 0 : Math.min(1, (month - from + 1) / (12 - from + 1));
    default:
      return pace satisfies never;
  }
}

function saidAt(target: number, share: number, fault: Fault): MonthSaid {
  const actual = Math.min(target, Math.round(target * share));
  if (fault === 'claim') return { target, actual: Math.round(target * 0.75), statedPercent: 100 };
  const told = fault === 'backwards' ? Math.round(actual * 0.8) : actual;
  return { target, actual: told, statedPercent: percentOf(told, target) };
}

/** From a month on the target is a quarter higher. */
function raised(months: readonly MonthSaid[], from: number): MonthSaid[] {
  return months.map((said, index) => {
    if (index + 1 < from) return said;
    const target = Math.round(said.target * 1.25);
    return { target, actual: said.actual, statedPercent: percentOf(said.actual, target) };
  });
}

const percentOf = (actual: number, target: number) => Math.floor((actual / target) * 100);
