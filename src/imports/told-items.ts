/** Items of running text as projects: who is in charge, the state of their group and the name in their sentences. */
import { chargesIn } from './charges.ts';
import { type BodyRole, projectOf } from './items.ts';
import { type Item, partsOf } from './prose.ts';
import type { RawProject } from './raw.ts';
import { stateIn } from './tally-heads.ts';
import { tallyWords } from './tally-words.ts';

/** What the document says of all its items. */
export interface Telling {
  body: BodyRole;
  partOfYear: boolean;
}

/** The item as a project. Labels of its own are left as they are. */
export function toldProject(item: Item, { body, partOfYear }: Telling): RawProject {
  const { item: bare, units } = withoutCharges(item);
  const project = projectOf(bare, body, partOfYear);
  return {
    ...project,
    title: project.title && nameIn(project.title),
    units: project.units.length > 0 ? project.units : units,
    status: project.status || (item.group && stateIn(item.group)) || '',
  };
}

function withoutCharges(item: Item): { item: Item; units: RawProject['units'] } {
  if (partsOf(item).some(({ label }) => label !== null)) return { item, units: [] };
  const [first = '', ...more] = [item.head, ...item.lines].map(chargesIn).map(({ text }) => text);
  return { item: { ...item, head: first, lines: more.filter(Boolean) }, units: chargedFor(item) };
}

/** The units that the sentences of an item say are in charge, or else the first that they say does something. */
export const chargedFor = ({ head, lines }: Item): RawProject['units'] =>
  chargesIn([head, ...lines].join('\n')).units;

/** 我市今年计划新建公厕9座 → 新建公厕9座, 校舍加固工程让家长放心 → 校舍加固工程. */
function nameIn(title: string): string {
  const bare = title.replace(tallyWords.planned_lead, '').replace(tallyWords.praise, '');
  return bare.length < SHORTEST_NAME ? title : bare;
}

const SHORTEST_NAME = 4;
