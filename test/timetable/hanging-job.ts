/** A process that is at a job for good: `node hanging-job.ts DATABASE INSTANT`. Says so on its standard output. */
import { openStore } from '../../src/store/store.ts';
import { createTimetable } from '../../src/timetable/timetable.ts';

const [path = '', instant = ''] = process.argv.slice(2);
const store = await openStore(path, { tokenise: (text) => text.split('') });
const quiet = () => {};
setInterval(quiet, 1000);
await createTimetable({
  jobs: [
    {
      name: 'daily',
      rule: { cron: '30 8 * * *' },
      run: () =>
        new Promise(() => {
          process.stdout.write('at it\n');
        }),
    },
  ],
  records: store.jobs,
  holder: 'child',
  isGone: () => false,
  now: () => new Date(instant),
  log: { info: quiet, warn: quiet, error: quiet },
}).runDue(instant);
