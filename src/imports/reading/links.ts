/** Units and officials of a cell, one by one: `区民政局、\n区卫健局` → 区民政局, 区卫健局. */
import type { OfficialLink, OfficialRole, UnitLink, UnitRole } from '../../domain/project.ts';
import type { Labelled } from '../raw.ts';

/** Each unit once in its first role. */
export function readUnits(cells: readonly Labelled<UnitRole>[]): UnitLink[] {
  return linksOf(cells, (name) => name.replace(/\s+/g, '').replace(/(?:负责|牵头)$/, ''));
}

/** Each official once; blanks inside two-character names are dropped: 张  源 → 张源. */
export function readOfficials(cells: readonly Labelled<OfficialRole>[]): OfficialLink[] {
  return linksOf(cells, (name) => name.replace(/\s+/g, ''));
}

function linksOf<R>(
  cells: readonly Labelled<R>[],
  clean: (name: string) => string,
): { name: string; role: R; word: string }[] {
  const links = new Map<string, { name: string; role: R; word: string }>();
  for (const { role, word, text } of cells) {
    for (const part of text.split(/[、，,；;\n/]+(?![^（(]*[）)])/)) {
      const name = clean(part);
      if (name !== '' && !links.has(name)) links.set(name, { name, role, word });
    }
  }
  return [...links.values()];
}
