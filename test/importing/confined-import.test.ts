import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compiledCode, confinement } from '../../src/confined/confinement.ts';
import { InputError } from '../../src/domain/errors.ts';
import { importConfined } from '../../src/importing/confined-import.ts';
import { importFile } from '../../src/importing/import-file.ts';
import { IMPORT_LIMITS } from '../../src/importing/limits.ts';
import { sharedEngine } from '../questions/shared-engine.ts';

const MEGABYTE = 1024 * 1024;
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const SAYING = path('./saying-worker.ts');

const engine = sharedEngine();

const bytesOf = (content: string) => new TextEncoder().encode(content);

/** The refusal of an import that must not succeed. */
async function refusalOf(run: Promise<unknown>): Promise<InputError> {
  const error: unknown = await run.then(
    () => new Error('the file was accepted'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error;
  return error;
}

/** An import by a worker that reads nothing and says this. */
const saying = (reply: string, name = '表.txt', limits = IMPORT_LIMITS) =>
  importConfined({ name, bytes: bytesOf(reply) }, {}, { limits, script: SAYING });

/** A list of so many rows. */
function longTable(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `${i + 1},口袋公园建设第${i + 1}处,新建口袋公园${i + 10}个。,区住建局,截至6月底，已新建口袋公园${i + 5}个。`,
  );
  const title = '成都市武侯区2025年民生实事项目进展情况（上半年）';
  return [title, '序号,项目名称,年度目标,责任单位,进展情况', ...lines].join('\n');
}

describe('a file', () => {
  test.each(['jinan-zhangqiu-2025-q2.csv', 'qingdao-2025-annual.html'])(
    'is understood in its own process as it is here: %s',
    async (name) => {
      const file = { name, bytes: new Uint8Array(readFileSync(path(`../../seeds/${name}`))) };
      expect(await importConfined(file, {})).toEqual(await importFile(file, {}));
    },
  );

  test('of very many rows leaves the program free to do other things meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const { projects } = await importConfined({ name: '长表.csv', bytes: bytesOf(longTable(600)) }, {});
    clearInterval(timer);
    expect(projects).toHaveLength(600);
    expect(ticks).toBeGreaterThan(20);
  });

  test('that nobody can read is refused with every problem, as it is here', async () => {
    const file = { name: '通知.txt', bytes: bytesOf('关于召开会议的通知') };
    expect((await refusalOf(importConfined(file, {}))).problems).toEqual(
      (await refusalOf(importFile(file, {}))).problems,
    );
  });
});

describe('a file is refused in words that say what to do', () => {
  test('when reading it takes too long', async () => {
    const limits = { ...IMPORT_LIMITS, reading: { ...IMPORT_LIMITS.reading, seconds: 0.01 } };
    const run = importConfined({ name: '慢.html', bytes: bytesOf('<p>公厕</p>') }, {}, { limits });
    expect((await refusalOf(run)).message).toMatch(/^慢\.html：读取超过 0\.01 秒仍未完成，已停止/);
  });

  test('when reading it takes too much memory', async () => {
    const limits = { ...IMPORT_LIMITS, reading: { seconds: 30, memoryBytes: 160 * MEGABYTE } };
    const rows = '<tr><td>新建公厕</td><td>12</td></tr>'.repeat(60_000);
    const run = importConfined({ name: '大.html', bytes: bytesOf(`<table>${rows}</table>`) }, {}, { limits });
    expect((await refusalOf(run)).message).toContain('读取所需内存超出限制');
  });

  test('when understanding it never ends, and who asks meanwhile is answered', async () => {
    const understanding = { ...IMPORT_LIMITS.understanding, seconds: 2 };
    let isOver = false;
    const run = refusalOf(saying('{"says":"read"}\n', 'endless.txt', { ...IMPORT_LIMITS, understanding }));
    void run.finally(() => {
      isOver = true;
    });
    const { kind } = await engine.ask('青羊区2025年新增了多少个停车位');
    expect({ kind, isOver }).toEqual({ kind: 'answer', isOver: false });
    expect((await run).message).toMatch(/^endless\.txt：已读出.*整理其中的项目超过 2 秒仍未完成，已停止/);
  });

  test('when understanding it takes too much memory', async () => {
    const understanding = { seconds: 60, memoryBytes: 200 * MEGABYTE };
    const run = saying('{"says":"read"}\n', 'hungry.txt', { ...IMPORT_LIMITS, understanding });
    expect((await refusalOf(run)).message).toContain('整理其中的项目所需内存超出限制');
  });

  test('when understanding it fails, with what failed for who looks after the program', async () => {
    const failure = await refusalOf(saying('{"says":"read"}\n', 'broken.txt'));
    expect(failure.message).toContain('整理其中的项目时程序出错');
    expect(failure.cause).toContain('TypeError: nothing to understand here');
  });

  test('when its process says what makes no sense, whatever it is', async () => {
    expect((await refusalOf(saying('{"says":"head","head":{}}\n{"says":"end"}\n'))).message).toContain(
      '读不了',
    );
    expect((await refusalOf(saying('{"says":"read"}\n'))).message).toContain('程序出错');
  });
});

test('the process could do no harm if it would: no network, no files, no programs, no settings', () => {
  enableCompileCache();
  const folder = getCompileCacheDir();
  const tries = `
    const { enterConfinement } = await import(${JSON.stringify(path('../../src/confined/confinement.ts'))});
    enterConfinement(${JSON.stringify(folder)});
    const attempt = async (work) => { try { await work(); return 'allowed'; } catch { return 'refused'; } };
    const fs = await import('node:fs'), cp = await import('node:child_process'), http = await import('node:http');
    const threads = await import('node:worker_threads');
    const ask = (done, fail) => http.get('http://127.0.0.1:9', done).on('error', fail);
    console.log(JSON.stringify({
      fetch: await attempt(() => fetch('http://127.0.0.1:9')),
      http: await attempt(() => new Promise(ask)),
      read: await attempt(() => fs.readFileSync('/etc/passwd')),
      list: await attempt(() => fs.readdirSync(${JSON.stringify(folder)})),
      write: await attempt(() => fs.writeFileSync(${JSON.stringify(`${folder}/written`)}, '')),
      program: await attempt(() => cp.execFileSync('/bin/true')),
      thread: await attempt(() => new threads.Worker('1', { eval: true })),
      environment: Object.keys(process.env).length,
    }));`;
  const options = [...confinement(512 * MEGABYTE), ...compiledCode(folder)];
  const flags = [...options, '--input-type=module', '-e', tries];
  const told = JSON.parse(execFileSync(process.execPath, flags, { env: {}, encoding: 'utf8' }));
  const { environment, ...others } = told;
  expect(environment).toBe(0);
  expect(new Set(Object.values(others))).toEqual(new Set(['refused']));
});
