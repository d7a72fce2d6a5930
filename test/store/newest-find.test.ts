import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNewestFind } from '../../src/store/sqlite/newest-find.ts';
import { openSqlite, type SqliteHandles } from '../../src/store/sqlite/open.ts';
import { createRarity } from '../../src/store/sqlite/rarity.ts';

const PROJECTS = 600;
let handles: SqliteHandles;

beforeEach(async () => {
  handles = await openSqlite(':memory:');
  handles.writer.pragma('foreign_keys = off');
  const view = handles.writer.prepare(
    `insert into project_view (id, project_id, tier_from, tier_to, code, region_slug, year, position, status, summary, detail)
     values (?, ?, 0, 2, ?, 'here', 2025, ?, 'done', '{}', '{}')`,
  );
  const row = handles.writer.prepare(
    `insert into project_search (rowid, scope, name, goal, note) values (?, ?, ?, '社区', ?)`,
  );
  for (let id = 1; id <= PROJECTS; id++) {
    view.run(id, id, `here-${id}`, id);
    row.run(
      id,
      id % 2 ? 'y2025' : 'y2024',
      id % 100 === 0 ? '停车 泊位' : '食堂',
      id <= 20 ? '旧站' : '进展',
    );
  }
});

afterEach(() => handles.close());

const COUNTS: Record<string, number> = { 社区: PROJECTS, 停车: 6, 泊位: 6, 食堂: 594, 旧站: 20, 绿道: 0 };

function find(words: readonly string[], { scope = [] as string[][], limit = 12 } = {}) {
  const rarity = createRarity({
    refresh: () => {},
    countOf: (token) => COUNTS[token] ?? 0,
    total: () => PROJECTS,
  });
  const expression = `{name goal note} : (${words.map((word) => `"${word}"`).join(' OR ')})`;
  const newest = createNewestFind(handles.writer, 'project_search', rarity);
  return newest([...scope.map(([token]) => `{scope} : "${token}"`), expression].join(' AND '), {
    scope,
    groups: [words],
    joint: 'AND',
    tier: 0,
    limit,
  });
}

test('of hundreds that fit, those that hold the rare words in their names come first, the newest before older ones', () => {
  expect(find(['社区', '停车'])?.slice(0, 6)).toEqual([
    'here-600',
    'here-500',
    'here-400',
    'here-300',
    'here-200',
    'here-599',
  ]);
});

test('few that fit are all found, however old', () => {
  expect(find(['旧站'], { limit: 20 })).toHaveLength(20);
  expect(find(['绿道'])).toEqual([]);
});

test('leaves it to the engine to weigh those that are neither few nor very many', () => {
  expect(find(['旧站'], { limit: 12 })).toBeNull();
});

test('stays within the scope', () => {
  expect(find(['社区', '停车'], { scope: [['y2025']], limit: 700 })).toHaveLength(300);
});
