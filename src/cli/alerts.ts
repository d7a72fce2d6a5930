/** `alerts`: who would be told of what now and why not, or telling them. */
import { createAlertPorts, createAlerts, type RunReport } from '../alert-ports.ts';
import { findRegion } from '../app.ts';
import { readConfig } from '../config.ts';
import { chinaTime } from '../domain/china-time.ts';
import { createLog } from '../log.ts';
import { createMailroom } from '../mailroom.ts';
import { loadPolicy } from '../policy.ts';
import { createSendPush } from '../push.ts';
import { instantOption } from './arguments.ts';
import type { Invocation } from './command.ts';
import { shortened, table } from './table.ts';
import { withStore } from './with-store.ts';

const HEADER = ['编号', '项目', '情形', '程度', '状态', '告诉谁', '结果'];
const RECIPIENT_WIDTH = 28;

/** What is sent goes into the outbox of the database; the serving program delivers it. */
export async function alerts({ options, environment, terminal }: Invocation): Promise<number> {
  const now = instantOption(options, 'now') ?? new Date().toISOString();
  const config = readConfig(environment);
  const log = createLog('error');
  const platforms = await createMailroom(config, log);
  return withStore(environment, async (store) => {
    const name = options.get('region');
    const region = name === undefined ? null : await findRegion({ store }, name);
    const onRejected = (figures: readonly string[]) => log.error({ figures }, 'a line was left out');
    const sendPush = createSendPush({ store, platforms, onRejected });
    const ports = createAlertPorts({ store, platforms, policy: loadPolicy(config.policyPath), sendPush });
    const dryRun = options.has('dry-run');
    const report = await createAlerts(ports).run(now, { region, dryRun });
    terminal.out(options.has('json') ? asJson(report) : asText(report, { words: ports.words, dryRun }));
    return 0;
  });
}

function asJson({ now, alerts, decisions, pushes, sent, refused }: RunReport): string {
  const told = decisions.map(({ alert, to, ...decision }) => ({
    alert: alert.id,
    to: { platform: to.platform, chat: to.chatId, role: to.role },
    ...decision,
  }));
  const messages = pushes.map(({ key, to, answer, expiresAt }) => ({
    key,
    to: { platform: to.platform, chat: to.chatId, role: to.role },
    text: answer.blocks.map(({ text }) => text).join('\n'),
    expiresAt,
  }));
  return `${JSON.stringify({ now, alerts, decisions: told, pushes: messages, sent, refused }, null, 1)}\n`;
}

interface Shown {
  words: ReturnType<typeof createAlertPorts>['words'];
  dryRun: boolean;
}

function asText(report: RunReport, { words, dryRun }: Shown): string {
  const open = report.alerts.filter(({ state }) => state !== 'resolved');
  const rows = report.decisions.map((decision) => {
    const { alert, to } = decision;
    const outcome = decision.send
      ? `告知（${words.occasions[decision.occasion]}）`
      : `不告知：${words.held[decision.reason]}`;
    return [...alertCells(alert, words), shortened(`${to.platform}:${to.chatId}`, RECIPIENT_WIDTH), outcome];
  });
  const concerned = new Set(report.decisions.map(({ alert }) => alert.id));
  const nobody = open.filter(({ id }) => !concerned.has(id));
  const lines = [...rows, ...nobody.map((alert) => [...alertCells(alert, words), '', '没有绑定的人'])];
  const messages = report.pushes.map(
    ({ to, answer }) =>
      `\n→ ${to.platform}:${to.chatId}\n${answer.blocks.map(({ text }) => text).join('\n')}\n`,
  );
  const counts = dryRun
    ? `${chinaTime(report.now)} 试运行：提醒 ${open.length} 项，将发 ${report.pushes.length} 条，没有发送。`
    : `${chinaTime(report.now)}：提醒 ${open.length} 项，已交付发送 ${report.sent} 条，未收下 ${report.refused} 条。`;
  return [...(lines.length > 0 ? [table(HEADER, lines)] : []), ...messages, counts, ''].join('\n');
}

const alertCells = (alert: RunReport['alerts'][number], words: Shown['words']): string[] => [
  alert.id,
  alert.projectId,
  words.kinds[alert.kind],
  words.severities[alert.severity],
  words.states[alert.state],
];
