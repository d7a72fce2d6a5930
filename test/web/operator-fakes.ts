/** A program with two channels, one of them waiting for a login, and two dead letters. */
import type { ChannelStanding } from '../../src/domain/metrics.ts';
import { qrPicture } from '../../src/operations/qr.ts';
import type { AuditRow, DeadLetter, OperatorPorts } from '../../src/web/operator-ports.ts';
import type { WebPorts } from '../../src/web/ports.ts';
import { fakePorts, XSS } from './fakes.ts';

export const TOKEN = 'operator-token-0123456789';
const NOW = new Date('2026-03-02T01:15:00Z');

export function standing(
  platform: string,
  account: string,
  state: Partial<ChannelStanding['state']> = {},
): ChannelStanding {
  const since = '2026-03-01T22:00:00Z';
  return { platform, account, state: { status: 'ready', since, detail: null, loginQr: null, ...state } };
}

const CHANNELS = [
  standing('telegram', '123456', { detail: 'polling as @minsheng_bot' }),
  standing('wechat', 'office', { status: 'waiting_for_login', loginQr: 'https://login.weixin.qq.com/l/QZ1' }),
  standing('feishu', 'cli_a1', { status: 'down', detail: `refused: ${XSS}` }),
];

const AUDIT: AuditRow[] = Array.from({ length: 60 }, (_, index) => ({
  at: new Date(NOW.getTime() - index * 60_000).toISOString(),
  actor: index % 2 ? 'telegram:42' : 'command line',
  action: index % 2 ? 'bind' : 'import',
  where: index % 2 ? 'private' : '',
  outcome: 'done',
  detail: index === 1 ? '=HYPERLINK("http://evil.example","x")' : XSS,
}));

function letter(id: number, kind: DeadLetter['kind']): DeadLetter {
  const reason = kind === 'push' ? null : 'the bot was thrown out of the chat';
  const createdAt = '2026-03-02T00:59:00Z';
  return { id, platform: 'telegram', chatId: '-100200300', kind, createdAt, attempts: 8, reason };
}

/** Nothing waits, nothing can be undone. */
const IDLE_IMPORTS: OperatorPorts['imports'] = {
  maxBytes: 1000,
  handIn: async () => [],
  pending: async () => null,
  confirm: async () => 'over',
  cancel: async () => {},
  last: async () => '没有可以撤销的导入。',
  undo: async () => false,
};

/** Ports whose dead letters can be sent again and dropped. */
export function fakeOperator(more: Partial<OperatorPorts> = {}): OperatorPorts & { acts: string[] } {
  const acts: string[] = [];
  let letters = [letter(7, 'reply'), letter(5, 'push')];
  const take = async (act: string, id: number) => {
    const known = letters.some((one) => one.id === id);
    if (known) acts.push(`${act} ${id}`);
    letters = letters.filter((one) => one.id !== id);
    return known;
  };
  return {
    acts,
    program: async () => ({
      version: '0.1.0',
      startedAt: '2026-02-27T01:15:00Z',
      projects: 128,
      wordProblems: [],
    }),
    channels: () => CHANNELS,
    qrPicture,
    outbox: async () => ({
      waiting: 3,
      oldestDueAt: '2026-03-02T01:03:00Z',
      dead: letters.length,
      overdue: [],
    }),
    deadLetters: async (limit) => letters.slice(0, limit),
    resend: (id) => take('resend', id),
    drop: (id) => take('drop', id),
    switches: async () => [
      {
        what: '渠道 wechat',
        reason: '账号受限，暂停使用',
        by: 'telegram:42',
        since: NOW.toISOString(),
        until: null,
      },
    ],
    bindings: async () => [
      {
        platform: 'telegram',
        personId: '42',
        role: '工作人员',
        unit: '区住房和城乡建设局',
        official: null,
        region: '云河区',
        since: NOW.toISOString(),
      },
    ],
    audit: async (limit) => AUDIT.slice(0, limit),
    imports: IDLE_IMPORTS,
    now: () => NOW,
    ...more,
  };
}

/** Ports of all pages, the operator's among them. */
export function operatorWeb(operator: OperatorPorts, more: Partial<WebPorts> = {}) {
  return fakePorts({ operator: { token: TOKEN, ports: operator }, nowMs: () => 0, ...more });
}
