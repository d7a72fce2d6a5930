import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOperatorTokens, resolveFiles, settingsFor } from '../../src/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test('a variable that names a file gives the value in it, without the line end', () => {
  const path = file('token', '  kept-in-front\n\n');
  const { environment, problems } = resolveFiles({ MINSHENG_TELEGRAM_TOKEN_FILE: path, PATH: '/bin' });
  expect(environment).toEqual({ MINSHENG_TELEGRAM_TOKEN: '  kept-in-front', PATH: '/bin' });
  expect(problems).toEqual([]);
});

test('every file that cannot be used is told at once, and none of their contents', () => {
  const { problems } = resolveFiles({
    MINSHENG_A_TOKEN: 'given-directly',
    MINSHENG_A_TOKEN_FILE: file('a', 'from-a-file'),
    MINSHENG_B_TOKEN_FILE: join(folder, 'nowhere'),
    MINSHENG_C_TOKEN_FILE: folder,
    MINSHENG_D_TOKEN_FILE: file('d', '\n'),
    MINSHENG_E_TOKEN_FILE: file('e', 'x'.repeat(70_000)),
    MINSHENG_F_TOKEN_FILE: '',
  });
  expect(problems.map((problem) => problem.where)).toEqual(
    ['A', 'B', 'C', 'D', 'E'].map((letter) => `环境变量 MINSHENG_${letter}_TOKEN_FILE`),
  );
  expect(problems.map((problem) => problem.message).join()).not.toMatch(/given-directly|from-a-file/);
  expect(problems[0]!.message).toContain('MINSHENG_A_TOKEN');
  expect(problems[1]!.message).toContain('ENOENT');
});

test('tokens of operators need sixteen plain characters; a weak one opens nothing and is not repeated', () => {
  const good = 'a-long-enough-token';
  expect(readOperatorTokens({}).tokens).toEqual({ operator: null, metrics: null });
  expect(readOperatorTokens({ MINSHENG_OPERATOR_TOKEN: good }).tokens.operator).toBe(good);
  const weak = readOperatorTokens({
    MINSHENG_OPERATOR_TOKEN: 'weakweak',
    MINSHENG_METRICS_TOKEN: '中文口令中文口令中文口令中文口令',
  });
  expect(weak.tokens).toEqual({ operator: null, metrics: null });
  expect(weak.problems).toHaveLength(2);
  expect(JSON.stringify(weak.problems)).not.toMatch(/weakweak|口令中文/);
});

test('a channel gets its own filled variables only, and nothing when none is set', () => {
  const variables = { MINSHENG_X_TOKEN: '令牌', MINSHENG_X_MODE: '方式' };
  expect(settingsFor(variables, { MINSHENG_X_TOKEN: ' t ', MINSHENG_X_MODE: '', MINSHENG_Y: '1' })).toEqual({
    MINSHENG_X_TOKEN: 't',
  });
  expect(settingsFor(variables, { MINSHENG_Y: '1' })).toBeNull();
});
