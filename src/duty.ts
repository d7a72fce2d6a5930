/** What the program does unasked, and when: alerts in working hours, digests when they were ordered. */
import type { App } from './app.ts';
import type { Job } from './timetable/timetable.ts';

/** Both look at what is due and send nothing twice, so that they may be run at any time and again. */
export function dutyJobs({ alerts, digests }: Pick<App, 'alerts' | 'digests'>): Job[] {
  return [
    { name: 'digests', rule: { cron: '*/15 6-22 * * *' }, run: (now) => digests.run(now) },
    { name: 'alerts', rule: { cron: '*/30 6-22 * * *', workdaysOnly: true }, run: (now) => alerts.run(now) },
  ];
}
