/**
 * Names of government bodies: which spellings mean the same one, how else people write a stored one, and which a
 * question mentions. Rules and words are in `intents/lexicon/bodies.yaml`.
 */
import type { BodyField, BodyLevel, BodyLexicon } from './bodies-data.ts';
import { createFieldReader, type FieldReader } from './body-fields.ts';
import { createPatternScanner } from './word-patterns.ts';

/** A body mentioned in a text; `end` is exclusive. `level` is null where the text gives none. */
export interface BodyMention {
  start: number;
  end: number;
  printed: string;
  /** The first of `BodyNames.keys` of the printed name. */
  key: string;
  level: BodyLevel | null;
}

export interface BodyNames {
  /** Every way people write this name, longest first: other suffixes, short and popular forms, with and without place. */
  variants(unitName: string): string[];
  /**
   * All fields a merged bureau covers, the leading one first (教体局 → education, sports); one for other bodies. Equal for
   * two spellings of the same body; place and level do not count, except in names of towns and streets.
   */
  keys(name: string): string[];
  /** The lowest level the name states. */
  level(name: string): BodyLevel | null;
  /** Bodies mentioned in a text by a general name, in reading order, none overlapping; streets and towns are not found. */
  find(text: string): BodyMention[];
}

/** A name taken apart: 槐荫区 + [education, sports] + 局. */
interface Parsed {
  prefix: string;
  keys: string[];
  fields: BodyField[];
  /** Fixed names of the whole; empty for a bureau. */
  names: string[];
  /** 局, 委员会 … as printed; empty for fixed names. */
  suffix: string;
  inner: boolean;
}

const BRACKETS = /[（(][^（）()]*[）)]/g;
const BRANCH = /^(.{0,12}局)(.{1,8})分局$/;
const MAX_CORE = 18;

/** Compiles the list once; the result keeps no memory of what it was asked. */
export function createBodyNames(lexicon: BodyLexicon): BodyNames {
  const reader = createFieldReader(lexicon);
  const level = (name: string) => levelOf(name, lexicon, parse(name, reader, lexicon));
  return {
    keys: (name) => keysOf(clean(name), reader, lexicon),
    level,
    variants: (name) => variantsOf(clean(name), reader, lexicon),
    find: createFinder(lexicon, reader),
  };
}

function clean(name: string): string {
  const bare = name.replace(/\s+/g, '').replace(BRACKETS, '');
  const branch = BRANCH.exec(bare);
  return branch ? `${branch[2]}${branch[1]}` : bare;
}

/** 某某集团有限公司 → 某某集团. */
function shortCompany(name: string, lexicon: BodyLexicon): string {
  for (const forms of lexicon.companies) {
    const form = forms.find((ending) => name.endsWith(ending));
    if (form) return name.slice(0, -form.length) + forms.at(-1);
  }
  return name;
}

function parse(printed: string, reader: FieldReader, lexicon: BodyLexicon): Parsed | null {
  const name = shortCompany(clean(printed), lexicon);
  const byName = reader.namedAtEnd(name);
  const byField = bureauAtEnd(name, reader, lexicon);
  const place = placeForms(name, lexicon);
  if (place && place.ending.length > Math.max(byName?.name.length ?? 0, byField?.length ?? 0)) return null;
  if (byName && byName.name.length >= (byField?.length ?? 0)) {
    const { key, names, inner } = byName.entry;
    const fields = byName.entry.field ? [byName.entry.field] : [];
    return {
      prefix: name.slice(0, name.length - byName.name.length),
      keys: [key],
      fields,
      names,
      suffix: '',
      inner,
    };
  }
  if (!byField) return null;
  const { fields, suffix } = byField;
  const prefix = name.slice(0, name.length - byField.length);
  return { prefix, keys: fields.map((field) => field.key), fields, names: [], suffix, inner: false };
}

/** The longest field names + suffix that the name ends in. */
function bureauAtEnd(name: string, reader: FieldReader, lexicon: BodyLexicon) {
  let best: { fields: BodyField[]; suffix: string; length: number } | null = null;
  for (const suffix of lexicon.suffixes) {
    if (!name.endsWith(suffix)) continue;
    const end = name.length - suffix.length;
    for (let start = Math.max(0, end - MAX_CORE); start < end; start++) {
      const fields = reader.read(name.slice(start, end));
      if (!fields) continue;
      if (name.length - start > (best?.length ?? 0)) best = { fields, suffix, length: name.length - start };
      break;
    }
  }
  return best;
}

function keysOf(name: string, reader: FieldReader, lexicon: BodyLexicon): string[] {
  const parsed = parse(name, reader, lexicon);
  if (parsed) return parsed.keys;
  const place = placeForms(name, lexicon);
  if (place) return [`${place.stem}${place.endings.at(-1)}`];
  return [companyStem(withoutPlace(name, lexicon), lexicon)];
}

function levelOf(printed: string, lexicon: BodyLexicon, parsed: Parsed | null): BodyLevel | null {
  const name = clean(printed);
  if (parsed?.keys[0] === 'towns') return 'town';
  if (!parsed) return placeForms(name, lexicon) ? 'town' : lastLevel(splitPlace(name, lexicon), lexicon);
  const fromPrefix =
    lastLevel(parsed.prefix, lexicon) ?? lastLevel(splitPlace(parsed.prefix, lexicon), lexicon);
  if (fromPrefix || !parsed.inner) return fromPrefix;
  const inside = [...name].findLast((char) => lastLevel(char, lexicon) !== null);
  return inside ? lastLevel(inside, lexicon) : null;
}

/** The level a text ends with: 槐荫区 → district; 小区 → null. */
function lastLevel(text: string, lexicon: BodyLexicon): BodyLevel | null {
  if (lexicon.notLevels.some((word) => text.endsWith(word))) return null;
  let best: { level: BodyLevel; length: number } | null = null;
  for (const [level, marks] of Object.entries(lexicon.levels)) {
    for (const mark of marks) {
      if (text.endsWith(mark) && mark.length > (best?.length ?? 0)) {
        best = { level: level as BodyLevel, length: mark.length };
      }
    }
  }
  return best?.level ?? null;
}

/** The leading part that names places: 济南市历下区某某中心 → 济南市历下区. */
function splitPlace(name: string, lexicon: BodyLexicon): string {
  for (let end = name.length - 1; end > 0; end--) {
    if (lastLevel(name.slice(0, end), lexicon)) return name.slice(0, end);
  }
  return '';
}

function withoutPlace(name: string, lexicon: BodyLexicon): string {
  const rest = name.slice(splitPlace(name, lexicon).length);
  return rest.length >= 2 ? rest : name;
}

/** Streets, towns and committees keep the place: it is their name. */
function placeForms(name: string, lexicon: BodyLexicon) {
  for (const endings of lexicon.places) {
    const ending = endings.find((e) => name.length > e.length + 1 && name.endsWith(e));
    if (ending) return { stem: withoutPlace(name.slice(0, -ending.length), lexicon), ending, endings };
  }
  return null;
}

function companyStem(name: string, lexicon: BodyLexicon): string {
  const form = lexicon.companies
    .flat()
    .find((ending) => name.length > ending.length + 1 && name.endsWith(ending));
  return form ? name.slice(0, -form.length) : name;
}

function variantsOf(name: string, reader: FieldReader, lexicon: BodyLexicon): string[] {
  const parsed = parse(name, reader, lexicon);
  const place = parsed ? null : placeForms(name, lexicon);
  const all = new Set([name]);
  if (parsed) {
    const suffixes = [...new Set([parsed.suffix, ...lexicon.usualSuffixes])].filter(
      (suffix) => suffix !== '',
    );
    for (const prefix of prefixesOf(parsed.prefix, lexicon)) {
      for (const core of coresOf(parsed, reader, suffixes)) all.add(prefix + core);
    }
  } else if (place) for (const ending of place.endings) all.add(place.stem + ending);
  else for (const variant of companyVariants(name, lexicon)) all.add(variant);
  return [...all].sort((a, b) => b.length - a.length);
}

/** Names without place: fixed names, and each field name with each suffix. */
function coresOf(parsed: Parsed, reader: FieldReader, suffixes: string[]): string[] {
  if (parsed.fields.length === 0) return parsed.names.filter(isLiteral);
  const spoken = parsed.fields.flatMap((field) => [...field.say, ...field.bare]).filter(isLiteral);
  return [...reader.coreNames(parsed.fields).flatMap((core) => suffixes.map((s) => core + s)), ...spoken];
}

function isLiteral(name: string): boolean {
  return !name.includes('…');
}

/** 济南市槐荫区 → 槐荫区, 槐荫, 区 and nothing: a longer name holds one of these. */
function prefixesOf(prefix: string, lexicon: BodyLexicon): string[] {
  const place = lastLevel(prefix, lexicon) ? prefix : splitPlace(prefix, lexicon);
  if (!place) return [...new Set([prefix, ''])];
  let last = place;
  for (let at = 2; at < last.length - 1; at++) {
    if (lastLevel(last.slice(0, at + 1), lexicon) && last.length - at - 1 >= 2) {
      last = last.slice(at + 1);
      at = 1;
    }
  }
  const mark = last.slice(-1);
  const bare = last.length >= 3 ? [last.slice(0, -1)] : [];
  return [...new Set([last, ...bare, mark, ''])];
}

function companyVariants(name: string, lexicon: BodyLexicon): string[] {
  const short = withoutPlace(name, lexicon);
  const stem = companyStem(short, lexicon);
  return stem === short ? [short] : [short, stem, `${stem}集团`, `${stem}公司`].filter((v) => v.length >= 4);
}

function createFinder(lexicon: BodyLexicon, reader: FieldReader): (text: string) => BodyMention[] {
  const spoken = createPatternScanner(reader.spoken);
  return (text) => {
    const found = [
      ...spoken(text).map(({ start, end, payload }) => ({ start, end, key: payload })),
      ...bureausIn(text, reader, lexicon),
    ];
    const names = found.filter(({ end }) => !isOrdinaryWord(text, end - 1, lexicon));
    const mentions = longestApart(names).map((hit) => mention(hit, text, lexicon));
    return mentions.filter(({ printed, level }) => level !== null || !lexicon.weak.includes(printed));
  };
}

function bureausIn(text: string, reader: FieldReader, lexicon: BodyLexicon) {
  const found: { start: number; end: number; key: string }[] = [];
  for (let at = 2; at < text.length; at++) {
    for (const suffix of lexicon.suffixes) {
      if (!text.startsWith(suffix, at)) continue;
      const bureau = bureauAtEnd(text.slice(0, at + suffix.length), reader, lexicon);
      const key = bureau?.fields[0]?.key;
      if (!bureau || !key) continue;
      const end = at + suffix.length;
      found.push({ start: end - bureau.length, end, key });
    }
  }
  return found;
}

function isOrdinaryWord(text: string, at: number, lexicon: BodyLexicon): boolean {
  return lexicon.notSuffix.some((word) => text.startsWith(word, at));
}

function longestApart<T extends { start: number; end: number }>(found: T[]): T[] {
  const kept: T[] = [];
  for (const hit of found.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (kept.every((other) => hit.end <= other.start || hit.start >= other.end)) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Takes the level written right before the name into it: 区 + 卫健局. */
function mention(
  hit: { start: number; end: number; key: string },
  text: string,
  lexicon: BodyLexicon,
): BodyMention {
  const before = text.slice(Math.max(0, hit.start - 3), hit.start);
  const level = lastLevel(before, lexicon) ?? null;
  const marks = Object.values(lexicon.levels).flat();
  const mark = level
    ? (marks.filter((m) => before.endsWith(m)).sort((a, b) => b.length - a.length)[0] ?? '')
    : '';
  const start = hit.start - mark.length;
  const printed = text.slice(start, hit.end);
  return { start, end: hit.end, printed, key: hit.key, level };
}
