/** The words of commands and what they answer: `intents/lexicon/commands.yaml`. */
import { z } from 'zod';
import { ROLES } from '../domain/access.ts';
import { OUTCOMES } from '../domain/access-records.ts';
import { REVIEW_CAUSES } from '../domain/review.ts';
import { INTENTS_DIR, readDataFile } from '../text/data-file.ts';

const COMMAND_NAMES = [
  'help',
  'whoami',
  'bind',
  'unbind',
  'report',
  'daily',
  'doubts',
  'reviews',
  'import',
  'undo',
  'export',
  'code',
  'revoke',
  'chat',
  'chatRegion',
  'switchChat',
  'switch',
  'switches',
  'audit',
  'channels',
  'deadLetters',
  'subscribe',
  'unsubscribe',
  'subscriptions',
  'bulletin',
  'acknowledge',
  'silence',
  'alertDetail',
  'myAlerts',
  'myProjects',
  'alertGroup',
] as const;

/** What a command is called in the audit trail. */
export type CommandName = (typeof COMMAND_NAMES)[number];

const words = z.array(z.string().min(1)).min(1);
const texts = <const Key extends string>(...keys: readonly Key[]) => z.record(z.enum(keys), z.string());

const schema = z.strictObject({
  words: z.record(
    z.enum([
      ...[
        'help',
        'whoami',
        'bind',
        'unbind',
        'report',
        'daily',
        'doubts',
        'reviews',
        'import',
        'undo',
        'export',
      ],
      ...['code', 'revoke', 'chat', 'chatRegion', 'off', 'on', 'thisChat', 'chatWord', 'channelWord'],
      ...['subjectWord', 'switches', 'audit', 'channels', 'deadLetters', 'resend', 'drop'],
      ...['subscribeDaily', 'subscribeWeekly', 'unsubscribe', 'subscriptions', 'bulletin', 'everything'],
      ...['ownUnit', 'ownOfficial'],
      ...['acknowledge', 'silence', 'alertDetail', 'myAlerts', 'myProjects', 'alertGroupOn', 'alertGroupOff'],
      ...['confirm', 'cancel', 'more', 'skip', 'done', 'notStarted'],
    ] as const),
    words,
  ),
  roles: z.record(z.enum(ROLES), z.string()),
  audiences: z.record(z.enum(['public', 'staff', 'leader']), words),
  outcomes: z.record(z.enum(OUTCOMES), z.string()),
  actions: z.record(z.enum(COMMAND_NAMES), z.string()),
  states: texts('starting', 'ready', 'waiting_for_login', 'down', 'stopped'),
  scopes: texts('chat', 'channel', 'subject'),
  statuses: texts('done', 'in_progress', 'not_started', 'unknown'),
  fields: texts(
    ...(['title', 'goal', 'targets', 'units', 'officials', 'number', 'status', 'rate', 'lagging'] as const),
    ...(['note', 'reason', 'added', 'reported', 'lagging_true', 'lagging_false', 'nothing'] as const),
  ),
  choices: texts('confirm', 'cancel', 'importPublic', 'importStaff', 'details', 'skip', 'more'),
  help: z.record(z.enum(ROLES), words),
  common: texts('denied', 'inPrivate', 'inGroup', 'nothingPending', 'cancelled', 'whichRegion'),
  me: texts('bound', 'nobody', 'group', 'noPerson', 'unit', 'official', 'region', 'id'),
  bind: texts('done', 'refused', 'spoilt', 'how', 'unbound', 'wasNotBound', 'elsewhere'),
  report: texts(
    ...(['usage', 'preview', 'rate', 'status', 'ask', 'saved', 'again', 'unitOnly', 'noProject'] as const),
    ...(['several', 'regionOnly', 'needsUnit', 'tooLong', 'rateWrong'] as const),
  ),
  daily: texts('head', 'all', 'none', 'item', 'rest', 'noneSince'),
  subscription: texts(
    ...(['done', 'renewed', 'everyDay', 'everyWeek', 'usage', 'hours', 'unknownUnit', 'noUnit'] as const),
    ...(['noOfficial', 'tooMany', 'publicGroup', 'head', 'item', 'none', 'ended', 'which', 'gone'] as const),
  ),
  digestKinds: texts('daily', 'weekly'),
  weekdays: z.array(z.string()).length(7),
  bulletin: texts('done', 'none', 'later', 'usage'),
  doubts: texts('head', 'all', 'none', 'item', 'document', 'check', 'rest'),
  reviews: texts('head', 'none', 'item'),
  reviewCauses: z.record(z.enum(REVIEW_CAUSES), z.string()),
  import: texts(
    ...([
      'how',
      'resident',
      'tooLarge',
      'problems',
      'askRegion',
      'askYear',
      'askPeriod',
      'regionOnly',
    ] as const),
    ...(['head', 'declaredNothing', 'counts', 'same', 'changed', 'gone', 'doubts', 'rest', 'ask'] as const),
    ...(['saved', 'savedSame', 'one', 'needsUnit', 'period', 'stale', 'added', 'detailsHead'] as const),
  ),
  undo: texts(...(['ask', 'readers', 'nothing', 'notRecorded', 'reportedSince', 'done', 'changed'] as const)),
  alerts: texts(
    ...(['acknowledged', 'silenced', 'already', 'over', 'unknown', 'nothing', 'silenceUsage'] as const),
    ...(['silenceTooLong', 'publicGroup', 'groupOn', 'groupOff'] as const),
  ),
  export: texts('done', 'none', 'file', 'header'),
  code: texts('issued', 'usage', 'noOperator'),
  revoke: texts('done', 'none'),
  chat: texts('set', 'region', 'warning', 'usage'),
  switch: texts('off', 'on', 'until', 'usage', 'none', 'item', 'unknownChannel', 'head', 'notOff', 'open'),
  audit: texts('head', 'none', 'item'),
  channels: texts('head', 'none', 'item'),
  deadLetters: texts('head', 'none', 'item', 'resent', 'dropped', 'gone'),
});

export type CommandWords = z.infer<typeof schema>;

/** @throws InputError naming every place that does not fit */
export function loadCommandWords(dir = INTENTS_DIR): CommandWords {
  return readDataFile('lexicon/commands.yaml', schema, dir);
}
