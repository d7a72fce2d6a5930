import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { endWithTest } from '../support/child.ts';

const PROGRAM = fileURLToPath(new URL('../../src/minsheng.js', import.meta.url));

function spawnProgram(words: string[], environment: Record<string, string>) {
  const db = join(mkdtempSync(join(tmpdir(), 'start-')), 'lists.db');
  const settings = { ...process.env, MINSHENG_DB: db, MINSHENG_LOG_LEVEL: 'info', ...environment };
  return endWithTest(spawn(process.execPath, [PROGRAM, ...words], { env: settings }));
}

test('serves the chat page over the sample documents and stops when told to', async () => {
  const program = spawnProgram(['start'], { MINSHENG_PORT: '0' });
  let log = '';
  program.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
  const url = line.match(/http:\/\/[\d.:]+/)?.[0];
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(log.match(/sample document imported/g)?.length).toBeGreaterThan(3);
  const body = JSON.stringify({ id: 'm1', text: '你好', chatId: crypto.randomUUID() });
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${url}/api/messages`, { method: 'POST', headers, body });
  expect(((await reply.json()) as { messages: { text: string }[] }).messages[0]?.text).toBeTruthy();
  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
});

test('talks in the terminal until the input ends, and prints nothing but the answers', async () => {
  const program = spawnProgram(['chat'], {});
  let [out, err] = ['', ''];
  program.stdout.on('data', (chunk) => {
    out += chunk;
  });
  program.stderr.on('data', (chunk) => {
    err += chunk;
  });
  program.stdin.end('你好\n');
  expect(await once(program, 'exit')).toEqual([0, null]);
  expect(out.trim().length).toBeGreaterThan(0);
  expect(err).toBe('');
});
