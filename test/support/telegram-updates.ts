/** What waits for a bot, and how it gets it: by long polling or brought to its webhook. */
import type { ServerResponse } from 'node:http';
import { accepted, type Fields, type Reply, refusal } from './telegram-reply.ts';

interface Update extends Fields {
  update_id: number;
}

interface Webhook {
  url: string;
  secret: string;
  lastError: string | null;
  /** Epoch milliseconds. */
  lastErrorAt: number;
}

const NO_WEBHOOK: Webhook = { url: '', secret: '', lastError: null, lastErrorAt: 0 };

export interface UpdateQueueOptions {
  /** How long after a failed delivery a webhook is tried again. */
  webhookRetryMs: number;
}

export type UpdateQueue = ReturnType<typeof createUpdateQueue>;

/** The updates of one bot. */
export function createUpdateQueue({ webhookRetryMs }: UpdateQueueOptions) {
  let queue: Update[] = [];
  let webhook = NO_WEBHOOK;
  let stopped = false;
  /** Ends the long poll that is open; with null by what waits. */
  let endPoll: ((reply: Reply | null) => void) | null = null;
  /** Chats whose updates are being brought. */
  const bringing = new Set<string>();

  const bringChat = async (chat: string): Promise<void> => {
    for (;;) {
      const update = queue.find((each) => chatOf(each) === chat);
      if (!update || !webhook.url || stopped) return;
      const problem = await post(webhook, update);
      if (problem === null) {
        queue = queue.filter((each) => each !== update);
        continue;
      }
      webhook = { ...webhook, lastError: problem, lastErrorAt: Date.now() };
      await new Promise((resolve) => setTimeout(resolve, webhookRetryMs));
    }
  };
  /** The updates of one chat come one after the other, each again until it is taken. */
  const bring = (): void => {
    if (!webhook.url || stopped) return;
    for (const chat of new Set(queue.map(chatOf))) {
      if (bringing.has(chat)) continue;
      bringing.add(chat);
      void bringChat(chat).finally(() => {
        bringing.delete(chat);
        bring();
      });
    }
  };

  const batch = ({ limit = 100 }: Fields): Reply => accepted(queue.slice(0, Number(limit)));
  const waitForMore = (fields: Fields, response: ServerResponse): Promise<Reply> =>
    new Promise((resolve) => {
      const end = (reply: Reply | null) => {
        clearTimeout(timer);
        if (endPoll === end) endPoll = null;
        resolve(reply ?? batch(fields));
      };
      const timer = setTimeout(end, Number(fields.timeout) * 1000, null);
      endPoll = end;
      response.once('close', () => end(null));
    });

  return {
    push(update: Update): void {
      queue.push(update);
      bring();
      endPoll?.(null);
    },
    /** Forgets what lies before the offset, gives what follows, waits for it when told to. */
    get(fields: Fields, response: ServerResponse): Promise<Reply> | Reply {
      if (webhook.url) return refusal(409, CONFLICT.webhook);
      endPoll?.(refusal(409, CONFLICT.otherPoll));
      const offset = Number(fields.offset ?? 0);
      queue = offset < 0 ? queue.slice(offset) : queue.filter((each) => each.update_id >= offset);
      const waits = queue.length === 0 && Number(fields.timeout ?? 0) > 0;
      return waits ? waitForMore(fields, response) : batch(fields);
    },
    setWebhook({ url, secret_token }: Fields): Reply {
      endPoll?.(refusal(409, CONFLICT.setWebhook));
      webhook = { ...NO_WEBHOOK, url: String(url ?? ''), secret: String(secret_token ?? '') };
      bring();
      return accepted(true);
    },
    webhookInfo(): Reply {
      const { url, lastError, lastErrorAt } = webhook;
      const failed = { last_error_date: Math.floor(lastErrorAt / 1000), last_error_message: lastError };
      return accepted({
        url,
        has_custom_certificate: false,
        pending_update_count: queue.length,
        ...(lastError !== null && failed),
      });
    },
    pending: (): number[] => queue.map((update) => update.update_id),
    isPolled: (): boolean => endPoll !== null,
    webhookUrl: (): string => webhook.url,
    stop(): void {
      stopped = true;
      endPoll?.(accepted([]));
    },
  };
}

const CONFLICT = {
  webhook:
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first",
  otherPoll:
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  setWebhook: 'Conflict: terminated by setWebhook request',
} as const;

function chatOf(update: Update): string {
  const part = Object.values(update).find((each) => typeof each === 'object') as Fields | undefined;
  const message = (part?.message ?? part) as { chat?: { id?: unknown } } | undefined;
  return String(message?.chat?.id ?? '');
}

/** Null when it was taken, else what went wrong. */
async function post({ url, secret }: Webhook, update: Update): Promise<string | null> {
  const headers = {
    'content-type': 'application/json',
    ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) });
    await response.arrayBuffer();
    return response.ok ? null : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch {
    return 'Connection refused';
  }
}
