/** One process of a replay that may be killed: `node child.ts FOLDER SPEC`, the specification as JSON. */

import { dutyJobs } from '../duty.ts';
import { createLog } from '../log.ts';
import { playYear } from './machine.ts';
import type { ReplaySpec } from './stage.ts';

const [folder = '', spec = ''] = process.argv.slice(2);
await playYear(folder, JSON.parse(spec) as ReplaySpec, { jobsOf: dutyJobs, log: createLog('error') });
