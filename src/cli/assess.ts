/** `assess`: where each project stands against its plan, and why. */
import { findRegion } from '../app.ts';
import { type Assessment, assessAll } from '../assessment.ts';
import { momentOf } from '../clock.ts';
import { readConfig } from '../config.ts';
import { ROLES } from '../domain/access.ts';
import { loadPolicy } from '../policy.ts';
import { choiceOption, dayOption } from './arguments.ts';
import type { Invocation } from './command.ts';
import { shortened, table } from './table.ts';
import { withStore } from './with-store.ts';

const HEADER = ['编号', '项目', '判断', '完成率', '应达', '差（百分点）', '说明'];
const NAME_WIDTH = 24;

/** A table, or with `--json` the verdicts themselves. */
export async function assessProjects({ options, environment, terminal }: Invocation): Promise<number> {
  const role = choiceOption(options, 'role', ROLES) ?? 'resident';
  const today = dayOption(options, 'today') ?? momentOf(new Date()).today;
  const { schedule } = loadPolicy(readConfig(environment).policyPath);
  return withStore(environment, async (store) => {
    const name = options.get('region');
    const region = name === undefined ? {} : { region: await findRegion({ store }, name) };
    const assessed = await assessAll(store, schedule, { role, today, ...region });
    if (options.has('json')) terminal.out(`${JSON.stringify(assessed.map(shown), null, 1)}\n`);
    else terminal.out(assessed.length === 0 ? '没有项目。\n' : `${table(HEADER, assessed.map(row))}\n`);
    return 0;
  });
}

const shown = ({ project, verdict, line }: Assessment) => ({ ...verdict, name: project.name, line });

function row({ project, verdict, label, line }: Assessment): string[] {
  const { rate, plannedRate, pointsBehind } = verdict;
  return [
    project.id,
    shortened(project.name, NAME_WIDTH),
    label,
    percent(rate),
    percent(plannedRate),
    pointsBehind === null ? '' : String(-pointsBehind),
    line.slice(label.length + 1),
  ];
}

const percent = (rate: number | null): string => (rate === null ? '' : `${Number((rate * 100).toFixed(1))}%`);
