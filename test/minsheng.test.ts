import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ENTRANCE = fileURLToPath(new URL('../src/minsheng.js', import.meta.url));

/** Runs `help` with Node told that it is another version. */
function runAs(version: string) {
  const disguise = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const before = `data:text/javascript,${encodeURIComponent(disguise)}`;
  return spawnSync(process.execPath, ['--import', before, ENTRANCE, 'help'], { encoding: 'utf8' });
}

describe('the entrance', { timeout: 30_000 }, () => {
  test.each(['20.20.2', '22.17.1'])('refuses Node %s with one line that says what is needed', (version) => {
    const { status, stdout, stderr } = runAs(version);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(`${version}，需要 22\\.18 以上.*npm start`),
    ]);
  });

  test.each(['22.18.0', '24.1.0'])('runs the command under Node %s', (version) => {
    const { status, stdout } = runAs(version);
    expect(status).toBe(0);
    expect(stdout).toContain('npm run -s minsheng');
  });
});
