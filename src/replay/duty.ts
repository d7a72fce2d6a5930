/** The jobs of the program that speak unasked, as a replay runs them. */
import { createAlertPorts, createAlerts } from '../alert-ports.ts';
import { loadPolicy } from '../policy.ts';
import type { JobsOf } from './stage.ts';

/** Alerts by the clock of the timetable. */
export const dutyJobs: JobsOf = ({ store, sendPush }, { platforms, policyPath }) => {
  const alerts = createAlerts(
    createAlertPorts({ store, platforms, policy: loadPolicy(policyPath), sendPush }),
  );
  return [
    {
      name: 'alerts',
      rule: { cron: '*/30 8-19 * * *', workdaysOnly: true },
      run: (now) => alerts.run(now),
    },
  ];
};
