/** Plugs the operator's page into the store and the channels. */

import { type App, clock } from './app.ts';
import { deadLetterPort } from './command-desk.ts';
import { type CommandWords, loadCommandWords } from './commands/words.ts';
import type { AuditRecord, Binding, SwitchOff } from './domain/access-records.ts';
import { createImportDesk } from './import-desk.ts';
import { tellLog } from './importer.ts';
import type { Log } from './log.ts';
import { qrPicture } from './operations/qr.ts';
import type { Platforms } from './platforms.ts';
import { VERSION } from './version.ts';
import type { AuditRow, BindingRow, OperatorPorts, SwitchRow } from './web/operator-ports.ts';
import { OTHER_ACTIONS, ROLE_NAMES, SWITCH_SCOPES } from './wording.ts';

/** What the page shows and does; what it does is recorded. */
export function createOperatorPorts(
  { store, words: followed }: Pick<App, 'store' | 'words'>,
  platforms: Platforms,
  log: Log,
): OperatorPorts {
  const startedAt = clock().now;
  const letters = deadLetterPort(store);
  const words = loadCommandWords();
  const recorded = async (action: string, id: number, done: boolean) => {
    const outcome = done ? 'done' : 'refused';
    await store.audit.record({ at: clock().now, actor: 'operator page', action, outcome, detail: { id } });
    return done;
  };
  return {
    program: async () => ({
      version: VERSION,
      startedAt,
      projects: await store.readerFor('operator').projectCount(),
      wordProblems: followed.state().problems.map(({ where, message }) => `${where}：${message}`),
    }),
    channels: () => platforms.standing(),
    qrPicture,
    outbox: () => store.outbox.figures(clock().now),
    deadLetters: async (limit) =>
      (await store.outbox.deadLetters(limit)).map(({ outboxId, target, ...letter }) => ({
        id: outboxId,
        platform: target.platform,
        chatId: target.chatId,
        ...letter,
      })),
    resend: async (id) => recorded('resend', id, await letters.resend(id)),
    drop: async (id) => recorded('drop', id, await letters.drop(id)),
    switches: async () => (await store.access.chats.switches(clock().now)).map(switchRow),
    bindings: async (limit) => (await store.access.rights.bindings()).slice(0, limit).map(bindingRow),
    audit: async (limit) => (await store.audit.recent(limit)).map((record) => auditRow(record, words)),
    imports: createImportDesk({ store }, tellLog(log)),
    now: () => new Date(),
  };
}

function switchRow({ scope, platform, target, reason, by, at, endsAt }: SwitchOff): SwitchRow {
  const what = [SWITCH_SCOPES[scope], scope === 'chat' ? platform : '', target].filter(Boolean).join(' ');
  return { what, reason, by, since: at, until: endsAt };
}

function bindingRow({ role, boundAt, by: _, ...binding }: Binding): BindingRow {
  return { ...binding, role: ROLE_NAMES[role], since: boundAt };
}

function auditRow({ place, detail, ...record }: AuditRecord, words: CommandWords): AuditRow {
  const facts = Object.entries(detail).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const named: Readonly<Record<string, string>> = { ...OTHER_ACTIONS, ...words.actions };
  return {
    ...record,
    action: named[record.action] ?? record.action,
    outcome: words.outcomes[record.outcome],
    where: place ?? '',
    detail: facts.join(' '),
  };
}
