/** Plugs the commands of the chat into the store, the importer and the channels. */
import type { Codes } from './access/codes.ts';
import type { AlertPort } from './commands/alerts-port.ts';
import { createCommands } from './commands/commands.ts';
import type { CommandPorts, DeadLetterPort, DigestPort, ImportPort } from './commands/ports.ts';
import { createIsSwitching } from './commands/switches.ts';
import { loadCommandWords } from './commands/words.ts';
import { READ_LIMITS } from './documents/limits.ts';
import type { AuditRecord } from './domain/access-records.ts';
import type { Importer } from './importer.ts';
import type { Log } from './log.ts';
import type { ReadableMetrics } from './operations/metrics.ts';
import type { Platforms } from './platforms.ts';
import type { AnswererTools } from './reception/answerer.ts';
import type { Store } from './store/store.ts';
import { type Divisions, loadDivisions } from './text/divisions.ts';

/** What commands are plugged into. */
export interface DeskParts {
  store: Store;
  metrics: ReadableMetrics;
  platforms: Platforms;
  digests: DigestPort;
  alerts: AlertPort;
  log: Log;
}

export interface CommandDesk {
  /** Whether a text switches something on or off. */
  isSwitching: (text: string) => boolean;
  /** The commands, with the codes that they issue and take. */
  commandsWith(codes: Codes): AnswererTools['command'];
}

/** How long a dead letter that was sent again by hand is worth sending. */
const REVIVED_MS = 24 * 60 * 60 * 1000;

/** @throws InputError naming every problem of the words of commands */
export function createCommandDesk(parts: DeskParts): CommandDesk {
  const words = loadCommandWords();
  return {
    isSwitching: createIsSwitching(words),
    commandsWith: (codes) => createCommands(portsOf(parts, codes), words),
  };
}

function portsOf(parts: DeskParts, codes: Codes): CommandPorts {
  const { store, metrics, platforms, digests, alerts } = parts;
  const { rights, chats, drafts } = store.access;
  let divisions: Divisions | null = null;
  return {
    readerFor: store.readerFor,
    codes,
    rights,
    chats,
    drafts,
    alerts,
    audit: {
      recent: (limit) => store.audit.recent(limit),
      async record(entry) {
        metrics.command(entry.action, metricOutcome(entry));
        await store.audit.record(entry);
      },
    },
    imports: importPort(parts),
    saveChatReport: (report, now) => store.saveChatReport(report, now),
    changesSince: (since, filter) => store.changesSince(since, filter),
    digests,
    channels: () => platforms.standing(),
    deadLetters: deadLetterPort(store),
    reviews: (role, filter) => store.reviews.list(role, filter),
    identifies: (platform) => platforms.identifies(platform),
    isPlace(text) {
      divisions ??= loadDivisions();
      return divisions.byName(text).length > 0;
    },
  };
}

/** Files of chats that are read at the same time. */
const READ_AT_ONCE = 2;

const METRIC_OUTCOMES = {
  done: 'done',
  denied: 'denied',
  refused: 'wrong',
  failed: 'failed',
} as const satisfies Record<AuditRecord['outcome'], string>;

const metricOutcome = ({ outcome }: AuditRecord) => METRIC_OUTCOMES[outcome];

/** What imports need is loaded when the first file comes. */
function importPort({ store, metrics, platforms, log }: DeskParts): ImportPort {
  let importer: Importer | null = null;
  return {
    fetchFile: (message, ref, maxBytes) => platforms.fetchFile(message, ref, maxBytes),
    async read({ name, bytes, ...options }) {
      const { createImporter, tellLog } = await import('./importer.ts');
      importer ??= createImporter(READ_AT_ONCE, tellLog(log));
      return importer.read({ name, bytes }, options);
    },
    preview: async (document, now) => (await store.previewImports([document], now))[0]!,
    async save(previewed, importedBy, now) {
      const report = (await store.confirmImports([previewed], now, importedBy))?.[0] ?? null;
      if (report !== null) metrics.imported('chat', report.stored ? 'done' : 'unchanged');
      return report;
    },
    planUndo: (filter) => store.planUndo(filter),
    undo: (id, undoneBy, now) => store.undoImport(id, now, undoneBy),
    maxBytes: READ_LIMITS.bytes,
  };
}

/** Dead letters as operators handle them, in the chat, on their page and at the command line. */
export function deadLetterPort({ outbox }: Pick<Store, 'outbox'>): DeadLetterPort {
  return {
    list: async (limit) =>
      (await outbox.deadLetters(limit)).map(({ outboxId, target, createdAt, reason }) => ({
        id: outboxId,
        platform: target.platform,
        createdAt,
        reason,
      })),
    resend(id) {
      const now = new Date();
      return outbox.revive(id, now.toISOString(), new Date(now.getTime() + REVIVED_MS).toISOString());
    },
    drop: (id) => outbox.drop(id),
  };
}
