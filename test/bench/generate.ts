/** Made-up lists of any size, the same for the same seed: real places, varied tasks, figures and clauses. */
import type {
  Clause,
  Figure,
  FigurePair,
  ImportedDocument,
  ImportedProject,
  Region,
} from '../../src/domain/project.ts';
import { type Division, loadDivisions } from '../../src/text/divisions.ts';
import { pinyinSlug } from '../../src/text/pinyin.ts';
import { createRandom, fill, names, type Random, type Theme, values, type Wording } from './wording.ts';

const YEARS = [2025, 2024, 2023, 2022];
/** There are never more regions than this: beyond it the lists grow. */
const MOST_REGIONS = 500;
const SHORTEST_LIST = 20;
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗任温莫谭苏贺辛柳'];
const GIVEN = [...'嘉树如璋行简以宁曼青知许怀舟明远静文海峰晓东丽华建国志强春梅子涵'];
/** Officials and offices of its own that a region has. */
const OFFICIALS = 8;
const OFFICES = 6;

/** A stored project that questions can be asked about. */
export interface Asked {
  regionName: string;
  year: number;
  title: string;
  theme: Theme;
  names: Record<string, string>;
}

/** A list and something to ask about it. */
export interface Generated {
  document: ImportedDocument;
  asked: Asked;
}

/** Lists of four years for region after region, until there are as many projects as asked for. */
export function* generate(projectCount: number, wording: Wording, seed = 1): Generator<Generated> {
  const random = createRandom(seed);
  const size = Math.max(SHORTEST_LIST, Math.ceil(projectCount / (MOST_REGIONS * YEARS.length)));
  const places = counties().slice(0, MOST_REGIONS);
  const staff = places.map(() => staffOf(random));
  for (let i = 0; i < projectCount / size; i++) {
    const place = Math.floor(i / YEARS.length) % places.length;
    const making = { wording, random, ordinal: i, size, staff: staff[place]! };
    yield list(places[place]!, YEARS[i % YEARS.length]!, making);
  }
}

interface Staff {
  officials: string[];
  offices: string[];
}

function staffOf(random: Random): Staff {
  const official = () => random.pick(SURNAMES) + random.pick(GIVEN) + random.pick(GIVEN);
  const office = () => `${names(random).s.slice(0, 2)}街道办事处`;
  return {
    officials: Array.from({ length: OFFICIALS }, official),
    offices: Array.from({ length: OFFICES }, office),
  };
}

/** Every district and county of the country, spread over the provinces. */
function counties(): Region[] {
  const divisions = loadDivisions();
  const found: Division[] = [];
  for (let code = 110_000; code < 660_000; code++) {
    const division = divisions.byCode(String(code));
    if (division?.level === 'county') found.push(division);
  }
  const step = 997;
  return found.map((_, i) => region(found[(i * step) % found.length]!));
}

function region({ name, fullName, shortNames, parentName, code }: Division): Region {
  return { slug: pinyinSlug(name.replace(/[区县市旗]$/, '')), fullName, shortNames, parentName, code };
}

interface Making {
  wording: Wording;
  random: Random;
  ordinal: number;
  /** Projects of a list. */
  size: number;
  staff: Staff;
}

function list(region: Region, year: number, making: Making): Generated {
  const made = Array.from({ length: making.size }, (_, i) => project(i + 1, making));
  const { theme, names, project: one } = made[making.random.below(made.length)]!;
  return {
    document: {
      fileName: `${region.fullName}${year}.csv`,
      contentHash: `generated-${making.ordinal}`,
      title: `${region.fullName}${year}年民生实事进展情况`,
      region,
      year,
      period: { label: `${year}年三季度`, start: `${year}-07-01`, end: `${year}-09-30` },
      declaredCount: making.size,
      layout: 'generated',
      projects: made.map((each) => each.project),
      findings: [],
    },
    asked: { regionName: region.fullName, year, title: one.title!, theme, names },
  };
}

function project(position: number, { wording, random, staff }: Making) {
  const theme = wording.themes[(position * 5 + random.below(3)) % wording.themes.length]!;
  const named = { ...names(random), ...values(random) };
  const title = random.pick(theme.title);
  const goal = fill(theme.goal, named);
  const note = fill(theme.note, named) + moreNotes(wording, random);
  const clauses = clausesOf(title, goal, note);
  const figures = clauses.flatMap(figuresOf);
  const imported: ImportedProject = {
    number: String(position),
    position,
    title,
    goal,
    note,
    reason: '',
    units: [...theme.unit, random.pick(staff.offices)].map((name, i) => ({
      name,
      role: i === 0 ? 'lead' : 'responsible',
      word: '责任单位',
    })),
    officials: [{ name: random.pick(staff.officials), role: 'inCharge', word: '分管领导' }],
    status: random.below(4) === 0 ? 'done' : 'in_progress',
    statusWord: null,
    lagging: random.below(10) === 0,
    statedRate: random.below(100) / 100,
    clauses,
    figures,
    pairs: pairsOf(figures),
    milestones: [],
    findings: [],
  };
  return { project: imported, theme, names: named };
}

/** Three common sentences about other places. */
function moreNotes({ more }: Wording, random: Random): string {
  const sentence = () => fill(random.pick(more), { ...names(random), ...values(random) });
  return sentence() + sentence() + sentence();
}

function clausesOf(title: string, goal: string, note: string): Clause[] {
  const parts = { title: [title], goal: sentences(goal), note: sentences(note) };
  const texts = Object.entries(parts) as [Clause['part'], string[]][];
  const flat = texts.flatMap(([part, list]) => list.map((text) => ({ part, text })));
  return flat.map((clause, ordinal) => ({ ...clause, ordinal }));
}

function sentences(text: string): string[] {
  return text.split(/(?<=[。；])/);
}

function figuresOf({ part, text, ordinal }: Clause): Figure[] {
  if (part === 'title') return [];
  const found = text.matchAll(
    /([\p{Script=Han}、]{2,12})(\d+)(个|处|户|部|家|所|公里|座|块|平方米|人次|人|场|件|例|%)/gu,
  );
  return [...found].map(([, before, digits, unit]) => ({
    kind: part === 'goal' ? 'target' : 'actual',
    indicator: before!,
    value: Number(digits),
    unit: unit!,
    direction: 'exactly',
    approximation: null,
    asOf: null,
    clause: ordinal,
    printed: `${digits}${unit}`,
  }));
}

/** The first target with the first actual of the same unit. */
function pairsOf(figures: readonly Figure[]): FigurePair[] {
  const target = figures.findIndex((figure) => figure.kind === 'target');
  const unit = figures[target]?.unit;
  const actual = figures.findIndex((figure) => figure.kind === 'actual' && figure.unit === unit);
  if (target < 0 || actual < 0) return [];
  return [{ target, actual, ratio: figures[actual]!.value / figures[target]!.value, statedRatio: null }];
}
