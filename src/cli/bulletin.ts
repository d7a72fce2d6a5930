/** `bulletin`: the draft of a month's bulletin as a Word document. */
import { existsSync, writeFileSync } from 'node:fs';
import { findRegion } from '../app.ts';
import { readConfig } from '../config.ts';
import { createDigestDesk } from '../digest-desk.ts';
import { ROLES } from '../domain/access.ts';
import { InputError, type Problem } from '../domain/errors.ts';
import { NO_PLATFORMS } from '../platforms.ts';
import { loadPolicy } from '../policy.ts';
import { choiceOption, instantOption } from './arguments.ts';
import type { Arguments, Invocation } from './command.ts';
import { withStore } from './with-store.ts';

/** Writes one file; one that is there already stays as it is, unless `--force` is given. */
export async function bulletin({ options, positionals, environment, terminal }: Invocation): Promise<number> {
  const { region: name, month, path } = checked(options, positionals);
  const role = choiceOption(options, 'role', ROLES) ?? 'staff';
  const now = instantOption(options, 'now') ?? new Date().toISOString();
  const policy = loadPolicy(readConfig(environment).policyPath).schedule;
  return withStore(environment, async (store) => {
    const region = await findRegion({ store }, name);
    const send = async () => ({ accepted: false, reason: 'nothing is sent from here' }) as const;
    const { port } = createDigestDesk({ store, platforms: NO_PLATFORMS, policy, send });
    const file = await port.bulletin({ region, month, role }, now);
    if (file === null) throw new InputError([{ where: '--month', message: `库里没有${name}${month}的清单` }]);
    writeFileSync(path, file.bytes);
    terminal.out(`${path}\n`);
    return 0;
  });
}

interface Order {
  region: string;
  month: string;
  path: string;
}

/** @throws InputError with everything that is missing or wrong */
function checked(options: Arguments['options'], positionals: readonly string[]): Order {
  const [path, ...more] = positionals;
  const region = options.get('region');
  const month = options.get('month');
  const problems: Problem[] = [];
  if (path === undefined || more.length > 0 || !path.toLowerCase().endsWith('.docx'))
    problems.push({ where: 'bulletin', message: '请写一个文件名，例如 月报.docx' });
  else if (existsSync(path) && !options.has('force'))
    problems.push({ where: path, message: '文件已存在，要覆盖请加 --force' });
  if (region === undefined)
    problems.push({ where: '--region', message: '请写是哪个地区，例如 --region 章丘区' });
  if (month === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    problems.push({ where: '--month', message: '请写是哪个月，例如 --month 2025-06' });
  if (problems.length > 0) throw new InputError(problems);
  return { region: region!, month: month!, path: path! };
}
