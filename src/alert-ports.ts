/** Plugs alerts into the store, the schedule, the calendar and the channels. */
import { loadAlertWords } from './alert-words.ts';
import type { AlertPorts } from './alerts/ports.ts';
import { sameUnit } from './commands/filing.ts';
import { readerOf } from './domain/access.ts';
import type { Recipient, SendPush } from './domain/push.ts';
import type { Platforms } from './platforms.ts';
import type { Policy } from './policy.ts';
import { boundRecipients } from './recipients.ts';
import { assess } from './schedule/assess.ts';
import type { Store } from './store/store.ts';
import { createCalendar } from './timetable/calendar.ts';

export { type Alerts, createAlerts, type RunReport } from './alerts/alerts.ts';
export { createAlertDesk } from './alerts/desk.ts';

/** What alerts are plugged into. */
export interface AlertParts {
  store: Store;
  platforms: Pick<Platforms, 'capabilities'>;
  policy: Pick<Policy, 'schedule' | 'alerts'>;
  sendPush: SendPush;
}

/** @throws InputError naming every problem of the words of alerts */
export function createAlertPorts({ store, platforms, policy, sendPush }: AlertParts): AlertPorts {
  return {
    store: store.alerts,
    readerFor: store.readerFor,
    ratesOf: store.ratesOf,
    assess: (project, today) => assess(project, { today, policy: policy.schedule }),
    recipients: async () => [...(await boundRecipients(store)), ...(await groupRecipients(store))],
    reach({ platform, account }) {
      const capabilities = platforms.capabilities(platform, account);
      return capabilities === null || capabilities.push === 'never' ? null : capabilities;
    },
    sameUnit,
    calendar: createCalendar({ ...policy.alerts.hours, workdaysOnly: true }),
    policy: policy.alerts,
    words: loadAlertWords(),
    sendPush,
  };
}

/** Groups that want alerts and are still no public place. */
async function groupRecipients({ alerts, access }: Pick<Store, 'alerts' | 'access'>): Promise<Recipient[]> {
  const recipients: Recipient[] = [];
  for (const { platform, chatId, account } of await alerts.groups()) {
    const setting = await access.chats.chat({ platform, chatId });
    if (setting === null || setting.audience === 'public') continue;
    recipients.push({
      platform,
      chatId,
      account,
      chatKind: 'group',
      personId: null,
      role: readerOf(setting.audience),
      unit: null,
      official: null,
      region: setting.region,
    });
  }
  return recipients;
}
