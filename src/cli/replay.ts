/** `replay`: a made-up year at the speed of the machine, to see what a policy would send before it is used. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { createLog } from '../log.ts';
import { isSound } from '../replay/figures.ts';
import { countReplay, KILLS, replay, replayKilled } from '../replay/replay.ts';
import { alertNames, rulesOf } from '../replay/rules.ts';
import type { ReplaySpec } from '../replay/stage.ts';
import { MOST_PROJECTS, MOST_REGIONS } from '../replay/truth.ts';
import { describeReplay } from '../replay/wording.ts';
import { dayOption, yearOption } from './arguments.ts';
import type { Arguments, Invocation } from './command.ts';

/** The newest year of which it is known which days are worked, with the January after it. */
const USUAL_YEAR = 2025;

/** Exit code 1 when something came twice, late, outside of hours, over the budget, or not at all. */
export async function replayYear({ options, terminal }: Invocation): Promise<number> {
  const spec = readSpec(options);
  const rules = rulesOf(spec.policy);
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-replay-'));
  try {
    const killed = options.has('kill') ? await replayKilled(folder, spec, KILLS) : 0;
    if (killed === 0) await replay(folder, spec, createLog('error'));
    const figures = await countReplay(folder, spec, rules);
    const text = options.has('json')
      ? `${JSON.stringify({ spec, killed, ...figures }, null, 1)}\n`
      : describeReplay(figures, { year: spec.year, killed }, alertNames());
    terminal.out(text);
    return isSound(figures) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readSpec(options: Arguments['options']): ReplaySpec {
  const year = yearOption(options, 'year') ?? USUAL_YEAR;
  const policy = options.get('policy');
  return {
    year,
    regions: countOption(options, 'regions', { usual: 3, most: MOST_REGIONS }),
    projects: countOption(options, 'projects', { usual: 20, most: MOST_PROJECTS }),
    seed: countOption(options, 'seed', { usual: 1, most: 999_999 }),
    from: `${year}-01-01`,
    until: dayOption(options, 'until') ?? `${year + 1}-01-31`,
    policy: policy === undefined ? null : resolve(policy),
  };
}

function countOption(
  options: Arguments['options'],
  name: string,
  { usual, most }: { usual: number; most: number },
): number {
  const text = options.get(name) ?? String(usual);
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw new InputError([{ where: `--${name}`, message: `现为“${text}”，应是 1 至 ${most} 的整数` }]);
}
