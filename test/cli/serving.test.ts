/** What operators see of a program that really serves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { endWithTest } from '../support/child.ts';

const PROGRAM = fileURLToPath(new URL('../../src/minsheng.js', import.meta.url));
const TOKEN = 'a-token-for-operators-0123456789';

function run(words: string[], environment: Record<string, string>) {
  const settings = { ...process.env, MINSHENG_PORT: '0', ...environment };
  const child = endWithTest(spawn(process.execPath, [PROGRAM, ...words], { env: settings }));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  return { child, output: () => output };
}

async function finished(words: string[], environment: Record<string, string>) {
  const { child, output } = run(words, environment);
  const [code] = (await once(child, 'close')) as [number];
  return { code, output: output() };
}

test('a serving program opens its metrics and page to the token alone, is backed up, and is not replaced under way', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'serving-'));
  writeFileSync(join(folder, 'token'), `${TOKEN}\n`);
  const environment = {
    MINSHENG_DB: join(folder, 'data', 'lists.db'),
    MINSHENG_OPERATOR_TOKEN_FILE: join(folder, 'token'),
  };
  const backup = join(folder, 'backup.db');
  const program = run(['start'], environment);
  const [line] = (await once(createInterface(program.child.stdout), 'line')) as [string];
  const url = line.match(/http:\/\/[\d.:]+/)?.[0];
  const bearer = { headers: { Authorization: `Bearer ${TOKEN}` } };
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  expect(await (await fetch(`${url}/metrics`, bearer)).text()).toContain('minsheng_outbox_waiting 0');
  const login = { method: 'POST', body: new URLSearchParams({ token: TOKEN }), redirect: 'manual' } as const;
  const cookie = (await fetch(`${url}/operator/login`, login)).headers.get('set-cookie')!.split(';')[0]!;
  const page = await (await fetch(`${url}/operator`, { headers: { cookie } })).text();
  expect(page).toContain('没有配置聊天渠道');
  expect(await finished(['backup', backup], environment)).toMatchObject({ code: 0 });
  const refused = await finished(['restore', backup], environment);
  expect(refused.code).toBe(2);
  expect(refused.output).toContain('请先停止它');
  program.child.kill('SIGKILL');
  await once(program.child, 'exit');
  expect(program.output()).not.toContain(TOKEN);
  expect(await finished(['restore', backup], environment)).toMatchObject({ code: 0 });
});
