import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { readSent } from '../../src/replay/channel.ts';
import { isSound } from '../../src/replay/figures.ts';
import { replayFiles } from '../../src/replay/files.ts';
import { countReplay, replay, replayKilled } from '../../src/replay/replay.ts';
import { rulesOf } from '../../src/replay/rules.ts';
import type { ReplaySpec } from '../../src/replay/stage.ts';

const SPEC: ReplaySpec = {
  year: 2025,
  regions: 1,
  projects: 7,
  seed: 1,
  from: '2025-02-03',
  until: '2025-03-07',
  policy: null,
};

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Who was told what: the same whatever happened to the processes. */
function toldIn(folder: string): string[] {
  const sent = readSent(replayFiles(folder).sentPath);
  return sent.map(({ chatId, at, text }) => `${chatId} ${at.slice(0, 10)} ${text.split('\n')[0]}`).sort();
}

test('processes that are killed send together what one that lives sends: all of it, once, at its time', async () => {
  const [whole, broken] = [newFolder(), newFolder()];
  await replay(whole, SPEC, createLog('error'));
  expect(await replayKilled(broken, SPEC, 3)).toBeGreaterThan(0);
  const figures = await countReplay(broken, SPEC, rulesOf(null));
  expect(figures.alerts.due).toBeGreaterThan(0);
  expect(figures.digests.due).toBeGreaterThan(0);
  expect(isSound(figures)).toBe(true);
  expect(toldIn(broken)).toEqual(toldIn(whole));
}, 400_000);
