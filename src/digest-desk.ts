/** Plugs digests and bulletins into the store, the schedule and the channels. */
import { sameUnit } from './commands/filing.ts';
import type { DigestPort } from './commands/ports.ts';
import { loadDigestWords } from './digest-words.ts';
import { createDigests, type Digests } from './digests/digests.ts';
import type { Calendar, DigestPorts, Judge } from './digests/ports.ts';
import { progressPicture } from './pictures/progress-picture.ts';
import type { Platforms } from './platforms.ts';
import { assess } from './schedule/assess.ts';
import type { SchedulePolicy } from './schedule/policy.ts';
import { briefVerdict } from './schedule/wording.ts';
import type { Store } from './store/store.ts';
import { createCalendar } from './timetable/calendar.ts';

/** What digests are plugged into; absent parts are the program's own. */
export interface DigestDeskParts {
  store: Pick<Store, 'digests' | 'readerFor' | 'access' | 'dossiersAt'>;
  platforms: Pick<Platforms, 'capabilities'>;
  policy: SchedulePolicy;
  send: DigestPorts['send'];
  calendar?: Calendar;
  picture?: DigestPorts['picture'];
  /** A model's summary; none when absent. */
  summarise?: DigestPorts['summarise'];
}

export type { DigestDecision, RunReport } from './digests/digests.ts';

export interface DigestDesk {
  digests: Digests;
  /** What chat commands use. */
  port: DigestPort;
}

/** @throws InputError naming every problem of the words of digests */
export function createDigestDesk(parts: DigestDeskParts): DigestDesk {
  const { store, platforms, policy } = parts;
  const words = loadDigestWords();
  const judge = judgeBy(policy);
  const digests = createDigests({
    store: store.digests,
    readerFor: store.readerFor,
    binding: (person) => store.access.rights.binding(person),
    chat: (chat) => store.access.chats.chat(chat),
    sameUnit,
    channel: (platform, account) => platforms.capabilities(platform, account),
    judge,
    calendar: parts.calendar ?? createCalendar(),
    send: parts.send,
    picture: parts.picture ?? ((data) => progressPicture(data)),
    summarise: parts.summarise ?? (async () => null),
    words,
  });
  const port: DigestPort = {
    hours: words.defaults,
    ofChat: (chat) => store.digests.ofChat(chat),
    subscribe: digests.subscribe,
    end: (chat, ids, ended) => store.digests.end(chat, ids, ended),
    sinceLast: digests.sinceLast,
    nameOf: digests.nameOf,
    async bulletin(asked, now) {
      const { draftBulletin } = await import('./digests/bulletin/bulletin.ts');
      const { readerFor, dossiersAt } = store;
      return draftBulletin(asked, now, { readerFor, dossiersAt, judge, words });
    },
  };
  return { digests, port };
}

/** Verdicts by a policy. */
function judgeBy(policy: SchedulePolicy): Judge {
  return {
    assess: (project, today) => assess(project, { today, policy }),
    reason: (verdict) => briefVerdict(verdict),
  };
}
