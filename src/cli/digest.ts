/** `digest`: what is due to those who subscribed: shown with `--dry-run`, else put into the outbox. */
import { findRegion } from '../app.ts';
import { readConfig } from '../config.ts';
import { createDigestDesk, type DigestDecision, type RunReport } from '../digest-desk.ts';
import { chinaTime } from '../domain/china-time.ts';
import { createLog } from '../log.ts';
import { createMailroom } from '../mailroom.ts';
import { loadPolicy } from '../policy.ts';
import { createSendPush } from '../push.ts';
import { instantOption } from './arguments.ts';
import { answerText } from './asking.ts';
import type { Invocation } from './command.ts';
import { table } from './table.ts';
import { withStore } from './with-store.ts';

const OUTCOMES = {
  send: '要发',
  sent: '已放入待发',
  nothing: '没有变化，不发',
  refused: '不能发',
  restarted: '读者变了，从现在重新记起',
  waiting: '错过了，等到可以打扰的时间',
  failed: '出错，下次再试',
} as const satisfies Record<DigestDecision['outcome'] | RunReport['entries'][number]['outcome'], string>;

const HEADER = ['订阅', '应发', '结果', '说明'];

/** What is sent goes into the outbox of the database; the serving program delivers it. Exit code 1 when one failed. */
export async function digest({ options, environment, terminal }: Invocation): Promise<number> {
  const now = instantOption(options, 'now') ?? new Date().toISOString();
  const config = readConfig(environment);
  const log = createLog('error');
  const platforms = await createMailroom(config, log);
  return withStore(environment, async (store) => {
    const name = options.get('region');
    const filter = name === undefined ? {} : { region: await findRegion({ store }, name) };
    const onRejected = (figures: readonly string[]) => log.error({ figures }, 'a line was left out');
    const send = createSendPush({ store, platforms, onRejected });
    const policy = loadPolicy(config.policyPath).schedule;
    const { digests } = createDigestDesk({ store, platforms, policy, send });
    const asJson = options.has('json');
    if (options.has('dry-run')) {
      const decisions = await digests.due(now, filter);
      terminal.out(asJson ? json({ now, due: decisions.map(shown) }) : decisionsText(decisions));
      return 0;
    }
    const report = await digests.run(now, filter);
    terminal.out(asJson ? json(report) : entriesText(report));
    return report.entries.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  });
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const shown = ({ subscription, outcome, reason, audience, digest: found }: DigestDecision) => ({
  subscriptionId: subscription.id,
  kind: subscription.kind,
  to: { platform: subscription.platform, chat: subscription.chatId },
  slot: subscription.nextAt,
  outcome,
  reason,
  audience,
  text: found && answerText(found.answer),
});

const NOTHING_DUE = '现在没有到点的订阅。\n';

function decisionsText(decisions: readonly DigestDecision[]): string {
  if (decisions.length === 0) return NOTHING_DUE;
  const rows = decisions.map(({ subscription, outcome, reason }) => ({
    ...{ subscriptionId: subscription.id, slot: subscription.nextAt },
    ...{ outcome, reason },
  }));
  const texts = decisions.flatMap(({ digest: found }) => (found ? ['', answerText(found.answer)] : []));
  return `${[tableOf(rows), ...texts].join('\n')}\n`;
}

const entriesText = ({ entries }: RunReport): string =>
  entries.length === 0 ? NOTHING_DUE : `${tableOf(entries)}\n`;

interface Row {
  subscriptionId: number;
  slot: string;
  outcome: keyof typeof OUTCOMES;
  reason: string;
}

function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ subscriptionId, slot, outcome, reason }) => [
    String(subscriptionId),
    chinaTime(slot),
    OUTCOMES[outcome],
    outcome === 'send' || outcome === 'sent' || outcome === 'nothing' ? '' : reason,
  ]);
  return table(HEADER, cells);
}
