/** Commands on a real database with the real importer, and the people who give them. */
import { expect } from 'vitest';
import { createAlertDesk, createAlertPorts } from '../../src/alert-ports.ts';
import { createCommands } from '../../src/commands/commands.ts';
import type { CommandPorts, DeadLetter } from '../../src/commands/ports.ts';
import type { Reply } from '../../src/commands/say.ts';
import { createDigestDesk } from '../../src/digest-desk.ts';
import type { Rights } from '../../src/domain/access-records.ts';
import { InputError } from '../../src/domain/errors.ts';
import type { Capabilities, IncomingMessage } from '../../src/domain/message.ts';
import { loadPolicy } from '../../src/policy.ts';
import { ground } from '../../src/questions/ground.ts';
import type { Store } from '../../src/store/store.ts';
import { loadDivisions } from '../../src/text/divisions.ts';
import { accessOver, bound, message, NOW, TRUSTED, words } from '../access/support.ts';
import { document, figure, openTestStore, project, WUHOU } from '../store/fixtures.ts';
import { importHere } from '../support/import-here.ts';

export { NOW, words };

export const TODAY = '2025-07-10';

const divisions = loadDivisions();

const unit = (name: string) => ({ name, role: 'responsible' as const, word: '责任单位' });

/** Two projects of 区住建局, one of 区民政局, one with a doubt. */
export const LIST = document([
  project(1, {
    title: '停车设施建设',
    goal: '新增公共停车位5000个。',
    note: '截至6月底，已新增公共停车位1250个。',
    statedRate: 0.25,
    units: [unit('区住建局')],
    figures: [figure({ kind: 'target', value: 5000, unit: '个', clause: 1 })],
  }),
  project(2, {
    title: '社区食堂建设',
    goal: '新建社区食堂12家。',
    units: [unit('区民政局')],
    status: 'done',
  }),
  project(3, {
    title: '老旧小区加装电梯',
    goal: '加装电梯30部。',
    note: '已加装电梯9部。',
    units: [unit('成都市武侯区住房和城乡建设局'), unit('区规划局')],
    findings: Array.from({ length: 7 }, (_, i) => ({
      kind: 'partsVersusTotal' as const,
      severity: 'doubt' as const,
      message: `分项加起来是${i + 20}部，不等于30部`,
      clause: 1,
    })),
  }),
]);

export interface Desk {
  store: Store;
  files: Map<string, Uint8Array>;
  letters: DeadLetter[];
  /** Says something and gives the reply, every figure of which must be backed; null for a question. */
  say(text: string, given?: Partial<IncomingMessage>, now?: string): Promise<Reply | null>;
  /** The words of the reply. */
  told(text: string, given?: Partial<IncomingMessage>, now?: string): Promise<string>;
  /** Hands in a file. */
  send(name: string, text: string, given?: Partial<IncomingMessage>): Promise<string>;
  bind(personId: string, rights: Partial<Rights>): Promise<void>;
  channel: Capabilities;
  /** The day on which things are said. */
  today: string;
}

/** People: `staff` and `clerk` (区住建局), `leader`, `boss` (operator), everybody else is a resident. */
export async function openDesk(): Promise<Desk> {
  const store = await openTestStore();
  await store.saveImport(LIST, NOW);
  const access = accessOver(store);
  const files = new Map<string, Uint8Array>();
  const letters: DeadLetter[] = [];
  const commands = createCommands(portsOf(store, access.codes, { files, letters }), words);
  const desk: Desk = {
    store,
    files,
    letters,
    channel: TRUSTED,
    today: TODAY,
    bind: (personId, rights) => bound(store, personId, rights),
    async say(text, given = {}, now = NOW) {
      const said = message({ text, ...given });
      const asker = await access.identify(said, desk.channel);
      const reply = await commands(said, asker, { now, today: desk.today });
      if (reply !== null) expect(ground(reply.answer).rejected).toEqual([]);
      return reply;
    },
    async told(text, given, now) {
      const reply = await desk.say(text, given, now);
      return reply === null ? '(question)' : textOf(reply);
    },
    async send(name, text, given = {}) {
      files.set(name, new TextEncoder().encode(text));
      const attachments = [{ name, size: text.length, kind: 'document' as const, ref: name }];
      return desk.told('', { attachments, ...given });
    },
  };
  await desk.bind('staff', { role: 'staff', region: WUHOU.slug });
  await desk.bind('clerk', { role: 'staff', unit: '区住建局', region: WUHOU.slug });
  await desk.bind('leader', { role: 'leader', official: '张三' });
  await desk.bind('boss', { role: 'operator' });
  return desk;
}

export const textOf = ({ answer }: Reply): string => answer.blocks.map(({ text }) => text).join('\n');

function portsOf(
  store: Store,
  codes: CommandPorts['codes'],
  { files, letters }: { files: Map<string, Uint8Array>; letters: DeadLetter[] },
): CommandPorts {
  const { rights, chats, drafts } = store.access;
  const take = async (id: number) => {
    const at = letters.findIndex((letter) => letter.id === id);
    return at >= 0 && letters.splice(at, 1).length > 0;
  };
  return {
    readerFor: (role) => store.readerFor(role),
    codes,
    rights,
    chats,
    drafts,
    alerts: createAlertDesk(
      createAlertPorts({
        store,
        platforms: { capabilities: () => TRUSTED },
        policy: loadPolicy(),
        sendPush: async () => ({ accepted: true }),
      }),
    ),
    audit: store.audit,
    imports: {
      async fetchFile(_, ref, maxBytes) {
        const bytes = files.get(ref);
        if (bytes && bytes.length <= maxBytes) return bytes;
        throw new InputError([{ where: ref, message: '文件已经不在了' }]);
      },
      read: ({ name, bytes, ...options }) => importHere({ name, bytes }, options),
      preview: async (imported, now) => (await store.previewImports([imported], now))[0]!,
      save: async (previewed, by, now) => (await store.confirmImports([previewed], now, by))?.[0] ?? null,
      planUndo: (filter) => store.planUndo(filter),
      undo: (id, by, now) => store.undoImport(id, now, by),
      maxBytes: 1_000_000,
    },
    saveChatReport: (report, now) => store.saveChatReport(report, now),
    changesSince: (since, filter) => store.changesSince(since, filter),
    digests: createDigestDesk({
      store,
      platforms: { capabilities: () => TRUSTED },
      policy: loadPolicy().schedule,
      send: async () => ({ accepted: true }),
    }).port,
    channels: () => [
      { platform: 'telegram', account: 'bot1', state: { status: 'ready', since: NOW, detail: '@bot 1' } },
    ],
    deadLetters: { list: async (limit) => letters.slice(0, limit), resend: take, drop: take },
    reviews: (role, filter) => store.reviews.list(role, filter),
    identifies: (platform) => platform !== 'wechat',
    isPlace: (text) => divisions.byName(text).length > 0,
  };
}
