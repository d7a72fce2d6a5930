/** One message to its reply: may it be answered, by whom is it, is it a command or a question. */
import type { Asker } from '../domain/access.ts';
import type { Answer } from '../domain/answer.ts';
import type { ChannelLog } from '../domain/channel.ts';
import type { Capabilities, IncomingMessage, OutgoingMessage } from '../domain/message.ts';
import type { Metrics } from '../domain/metrics.ts';
import type { Ask, Command, Identify, Moment, Reply, SwitchedOff } from './ports.ts';

export interface AnswererTools {
  identify: Identify;
  switchedOff: SwitchedOff;
  command: Command;
  ask: Ask;
  /** Takes out every line with a figure that nothing backs. */
  ground: (answer: Answer) => Answer;
  render: (reply: Reply, capabilities: Capabilities) => OutgoingMessage[];
  /** Said when something broke. */
  apology: string;
  log: ChannelLog;
  metrics: Pick<Metrics, 'answered' | 'failed' | 'limited'>;
}

/** Words a message for its channel; nothing when it is to be met with silence. Never rejects. */
export type Answerer = (
  message: IncomingMessage,
  channel: Capabilities,
  moment: Moment,
) => Promise<OutgoingMessage[]>;

/** Every answer passes the grounding check here, whoever made it. */
export function createAnswerer(tools: AnswererTools): Answerer {
  const { metrics, log, render } = tools;
  return async (message, channel, moment) => {
    const { platform } = message;
    const started = performance.now();
    try {
      const reply = await replyTo(message, channel, { tools, moment });
      if (!reply) return [];
      const { kind, reason, projects } = reply.answer;
      const ms = Math.round(performance.now() - started);
      metrics.answered(platform, { kind, reason, ms });
      log.debug({ platform, kind, projects: projects.length, ms }, 'answered');
      return render({ ...reply, answer: tools.ground(reply.answer) }, channel);
    } catch (error) {
      metrics.failed(platform);
      log.error({ platform, err: error }, 'answering failed');
      return render({ answer: saying(tools.apology, 'refuse') }, channel);
    }
  };
}

async function replyTo(
  message: IncomingMessage,
  channel: Capabilities,
  { tools, moment }: { tools: AnswererTools; moment: Moment },
): Promise<Reply | null> {
  const off = await tools.switchedOff(message, moment.now);
  if (off) return offReply(off, message, tools);
  const asker: Asker = await tools.identify(message, channel);
  const done = await tools.command(message, asker, moment);
  if (done) return done;
  const answer = await tools.ask(message, asker, moment);
  // A follow-up does not name its subject; its answer does.
  const about = await tools.switchedOff({ ...message, text: wordsOf(answer) }, moment.now);
  return about ? offReply(about, message, tools) : { answer };
}

/** One notice, then silence. */
function offReply(
  { notice }: NonNullable<Awaited<ReturnType<SwitchedOff>>>,
  { platform }: IncomingMessage,
  { metrics }: AnswererTools,
): Reply | null {
  metrics.limited(platform, 'switched_off');
  return notice === null ? null : { answer: saying(notice) };
}

/** What an answer is about: its heads and quotes. A refusal or a question back is about nothing yet. */
function wordsOf({ kind, blocks }: Answer): string {
  if (kind !== 'answer') return '';
  return blocks.flatMap(({ role, text }) => (role === 'head' || role === 'quote' ? [text] : [])).join('\n');
}

/** A sentence of the product itself. */
export function saying(text: string, kind: 'smalltalk' | 'refuse' = 'smalltalk'): Answer {
  return {
    kind,
    reason: kind === 'refuse' ? 'no_data' : null,
    projects: [],
    blocks: [{ role: 'text', text, evidence: [{ kind: 'fixed', text }] }],
    choices: [],
    sources: [],
  };
}
