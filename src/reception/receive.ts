/** Takes messages of the chat platforms in: stored before the platform is told that they have arrived. */
import type { Messenger, Receive } from '../domain/channel.ts';
import type { Inbox } from '../domain/mail.ts';
import type { IncomingMessage } from '../domain/message.ts';
import type { MessageKind, Metrics } from '../domain/metrics.ts';
import type { Admit, Answers } from './ports.ts';

export interface ReceiveTools {
  inbox: Inbox;
  admit: Admit;
  answers: Answers;
  now: () => Date;
  metrics: Pick<Metrics, 'received' | 'duplicate' | 'limited'>;
  /** There is a message to answer. */
  onAccepted: () => void;
  /** Somebody is to be told something instead of being answered. */
  notify: (message: IncomingMessage, notice: string) => Promise<void>;
}

/** What one messenger hands its messages to. */
export function createReceive(tools: ReceiveTools, messenger: Pick<Messenger, 'account'>): Receive {
  return async (incoming) => {
    if (incoming.fromBot || !incoming.addressed) return;
    const message = { ...incoming, account: messenger.account };
    if (await isNews(tools, message)) await accept(tools, message);
  };
}

/** False for redeliveries and for edits that change nothing. */
async function isNews({ inbox, metrics }: ReceiveTools, message: IncomingMessage): Promise<boolean> {
  const same = await inbox.known(message, message.id);
  const original = message.editOf === undefined ? null : await inbox.known(message, message.editOf);
  const news = same === null && !original?.sameText;
  if (!news) metrics.duplicate(message.platform);
  return news;
}

async function accept(tools: ReceiveTools, message: IncomingMessage): Promise<void> {
  const { platform } = message;
  const now = tools.now().toISOString();
  if (!(await tools.answers(message, now))) return tools.metrics.limited(platform, 'another_account_answers');
  const admission = await tools.admit(message);
  if (!admission.admit) {
    tools.metrics.limited(platform, admission.reason);
    if (admission.notice !== null) await tools.notify(message, admission.notice);
    return;
  }
  if ((await tools.inbox.accept(message, now, null)) === null) return tools.metrics.duplicate(platform);
  tools.metrics.received(platform, kindOf(message));
  tools.onAccepted();
}

function kindOf({ choice, editOf, attachments = [] }: IncomingMessage): MessageKind {
  if (choice) return 'choice';
  if (editOf !== undefined) return 'edit';
  return attachments.length > 0 ? 'file' : 'text';
}
