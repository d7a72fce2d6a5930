/** `doctor`: what keeps the program from working, and what to do about it. */
import { MESSENGERS } from '../adapters/registry.ts';
import { examine, type Section } from '../doctor.ts';
import type { Diagnosis } from '../domain/channel.ts';
import type { Invocation } from './command.ts';

const MARKS = { ok: '✓', warn: '！', fail: '✗' } as const satisfies Record<Diagnosis['level'], string>;
const CHANNEL_LIMIT_MS = 10_000;
const DEFAULT_DB = 'data/minsheng.db';

/** Exit code 1 when something fails; what only deserves attention is no failure. */
export async function doctor({ options, environment, terminal }: Invocation): Promise<number> {
  const sections = await examine({
    dbPath: environment.MINSHENG_DB?.trim() || DEFAULT_DB,
    environment,
    kinds: MESSENGERS,
    now: () => new Date(),
    channelLimitMs: CHANNEL_LIMIT_MS,
  });
  const code = countOf(sections, 'fail') > 0 ? 1 : 0;
  terminal.out(
    options.has('json') ? `${JSON.stringify({ ok: code === 0, sections }, null, 1)}\n` : asText(sections),
  );
  return code;
}

function asText(sections: readonly Section[]): string {
  const parts = sections.map(({ title, diagnoses }) => `${title}\n${diagnoses.map(lines).join('')}`);
  return `${parts.join('\n')}\n${conclusion(sections)}\n`;
}

function lines({ level, what, fix }: Diagnosis): string {
  return `  ${MARKS[level]} ${what}\n${fix === null ? '' : `     → ${fix}\n`}`;
}

function conclusion(sections: readonly Section[]): string {
  const [failed, warned] = [countOf(sections, 'fail'), countOf(sections, 'warn')];
  if (failed + warned === 0) return '一切正常。';
  return `${failed} 项必须处理，${warned} 项请留意。`;
}

function countOf(sections: readonly Section[], level: Diagnosis['level']): number {
  return sections.flatMap(({ diagnoses }) => diagnoses).filter((each) => each.level === level).length;
}
