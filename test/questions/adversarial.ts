/**
 * Ten thousand random and hostile messages against the documents of the repository.
 * `node test/questions/adversarial.ts --count 10000 --seed 1`; `--patterns` times every pattern on hostile texts instead.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { createChecker } from './adversarial-checks.ts';
import { dialogues } from './adversarial-inputs.ts';
import { slowestPatterns } from './adversarial-patterns.ts';
import { realLists } from './real-lists.ts';
import { openEngine } from './support.ts';

/** Slower replies are faults. */
const SLOWEST_MS = 2000;
const ROLES = ['resident', 'staff', 'leader'] as const;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    patterns: { type: 'boolean', default: false },
  },
});

if (values.patterns) console.table(slowestPatterns());
else await attack(Number(values.count), Number(values.seed));

async function attack(count: number, seed: number): Promise<void> {
  const base = await openEngine(await realLists());
  const check = await createChecker(base.reader);
  const times: { ms: number; text: string }[] = [];
  const kinds = new Map<string, number>();
  let faulty = 0;
  for (const [at, turns] of fc.sample(dialogues, { numRuns: count, seed }).entries()) {
    if (times.length >= count) break;
    const chat = base.talk({ role: ROLES[at % ROLES.length]! });
    const again = base.talk({ role: ROLES[at % ROLES.length]! });
    for (const [turn, text] of turns.entries()) {
      const start = performance.now();
      const faults: string[] = [];
      try {
        const answer = await chat.say(text);
        times.push({ ms: performance.now() - start, text });
        kinds.set(answer.kind, (kinds.get(answer.kind) ?? 0) + 1);
        faults.push(...check({ turns: turns.slice(0, turn + 1), answer }));
        if (JSON.stringify(await again.say(text)) !== JSON.stringify(answer))
          faults.push('not the same again');
      } catch (error) {
        faults.push(
          String((error as Error).stack)
            .split('\n')
            .slice(0, 3)
            .join(' '),
        );
      }
      if (performance.now() - start > SLOWEST_MS * 2) faults.push('slow');
      if (faults.length > 0) {
        faulty++;
        console.log(JSON.stringify({ turns: turns.slice(0, turn + 1), faults }));
      }
    }
  }
  report(times, { faulty, rejected: base.rejected.length, kinds });
  for (const line of base.rejected.slice(0, 20)) console.log('rejected', line);
  await base.close();
  process.exitCode = faulty > 0 ? 1 : 0;
}

function report(
  times: { ms: number; text: string }[],
  counts: { faulty: number; rejected: number; kinds: ReadonlyMap<string, number> },
): void {
  const sorted = times.toSorted((a, b) => a.ms - b.ms);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.ms;
  console.log(`${times.length} messages`, { ...counts, kinds: Object.fromEntries(counts.kinds) });
  console.log(`ms: p50 ${at(0.5).toFixed(1)}, p99 ${at(0.99).toFixed(1)}, most ${at(1).toFixed(1)}`);
  for (const { ms, text } of sorted.slice(-5)) console.log(ms.toFixed(0), JSON.stringify(text.slice(0, 80)));
}
