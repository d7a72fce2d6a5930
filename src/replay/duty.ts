/** The jobs of the program that speak unasked, as a replay runs them. */
import { createAlertPorts, createAlerts } from '../alert-ports.ts';
import { createDigestDesk } from '../digest-desk.ts';
import { loadPolicy } from '../policy.ts';
import type { JobsOf } from './stage.ts';

/** Alerts and digests by the clock of the timetable. */
export const dutyJobs: JobsOf = ({ store, sendPush }, { platforms, policyPath }) => {
  const policy = loadPolicy(policyPath);
  const alerts = createAlerts(createAlertPorts({ store, platforms, policy, sendPush }));
  const { digests } = createDigestDesk({ store, platforms, policy: policy.schedule, send: sendPush });
  return [
    { name: 'digests', rule: { cron: '*/30 6-21 * * *' }, run: (now) => digests.run(now) },
    { name: 'alerts', rule: { cron: '*/30 8-19 * * *', workdaysOnly: true }, run: (now) => alerts.run(now) },
  ];
};
