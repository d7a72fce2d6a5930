import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDocuments, type MadeDocument } from '../../src/replay/documents.ts';
import { createPeople } from '../../src/replay/people.ts';
import { createWorld, MOST_PROJECTS, MOST_REGIONS, type World } from '../../src/replay/truth.ts';
import { importHere } from '../support/import-here.ts';
import { calendar, SIZE } from './support.ts';

const world = createWorld(SIZE);
const documents = createDocuments(world, calendar);

/** What a document should say of each project, and what the importer reads. */
async function meantAndRead({ projects }: World['lists'][number], document: MadeDocument) {
  const read = await importHere(document, {});
  return projects.map((project) => {
    const said = project.months[document.month - 1]!;
    const found = read.projects.find((one) => one.position === project.number);
    const figure = (kind: 'target' | 'actual') => found?.figures.find((one) => one.kind === kind)?.value ?? 0;
    return {
      meant: [
        project.title,
        project.bureau,
        said.target,
        said.actual,
        said.statedPercent / 100,
        document.asOf,
      ],
      read: [
        found?.title,
        found?.units[0]?.name,
        figure('target'),
        figure('actual'),
        found?.statedRate,
        read.period?.end,
      ],
    };
  });
}

describe('a made-up year', () => {
  test('is the same for the same seed and another for another', () => {
    expect(createWorld(SIZE)).toEqual(world);
    expect(createDocuments(createWorld(SIZE), calendar)).toEqual(documents);
    expect(createWorld({ ...SIZE, seed: 8 })).not.toEqual(world);
  });

  test('is told in documents of which the importer reads exactly what was meant', async () => {
    for (const month of [1, 7, 12]) {
      for (const document of documents.filter((one) => one.month === month)) {
        const pairs = await meantAndRead(world.lists[document.list]!, document);
        expect(pairs.map(({ read }) => read)).toEqual(pairs.map(({ meant }) => meant));
      }
    }
  });

  test('has reports that are late, that never come, and that say what cannot be', () => {
    const large = createWorld({ year: 2025, regions: MOST_REGIONS, projects: MOST_PROJECTS, seed: 1 });
    const reports = createDocuments(large, calendar);
    expect(reports.some(({ fate }) => fate === 'late')).toBe(true);
    expect(reports.length).toBeLessThan(12 * MOST_REGIONS);
    const faults = new Set(large.lists.flatMap(({ projects }) => projects.map(({ fault }) => fault)));
    expect([...faults].sort()).toEqual(['backwards', 'claim', 'none', 'target']);
  });

  test('has no two projects of one name and nobody who is there twice, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (seed) => {
        const made = createWorld({ year: 2025, regions: MOST_REGIONS, projects: MOST_PROJECTS, seed });
        for (const { projects } of made.lists) {
          expect(new Set(projects.map(({ title }) => title)).size).toBe(projects.length);
          for (const { target, actual } of projects.flatMap(({ months }) => months))
            expect(actual >= 0 && actual <= target).toBe(true);
        }
        const ids = createPeople(made).map(({ personId }) => personId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 20 },
    );
  });

  test('has reports only on working days', () => {
    for (const { handedIn } of documents)
      expect(calendar.nextWorkMoment(handedIn, { from: '08:00', to: '18:59', workdaysOnly: true })).toBe(
        handedIn,
      );
  });
});
