/** The terminal as a channel: type a question or the number of a choice. */
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Adapter, Handle } from '../../domain/channel.ts';
import { type Capabilities, type Choice, type OutgoingMessage, PLAIN_TEXT } from '../../domain/message.ts';
import { numberChoices } from '../render.ts';
import { APOLOGY } from '../wording.ts';
import { CONSOLE_WORDING } from './wording.ts';

export interface ConsoleAdapterOptions {
  input: Readable;
  output: Writable;
  /** Prompt, line editing and history; false for piped input. */
  terminal: boolean;
  /** Makes message ids and the id of this conversation: unique over restarts. */
  newId: () => string;
}

/** A terminal chat; `closed` resolves when the person has left and every answer is printed. */
export interface ConsoleAdapter extends Adapter {
  readonly closed: Promise<void>;
}

type Reply = Pick<OutgoingMessage, 'text' | 'choices'>;

/** Typed numbers stand for buttons. */
export const CONSOLE_CAPABILITIES: Capabilities = { ...PLAIN_TEXT, maxLength: 20_000, buttons: true };

/** Makes the terminal channel; nothing is read before `start`. */
export function createConsoleAdapter(options: ConsoleAdapterOptions): ConsoleAdapter {
  const { promise: closed, resolve: reportClosed } = Promise.withResolvers<void>();
  let lines: Interface | null = null;
  return {
    platform: 'console',
    capabilities: CONSOLE_CAPABILITIES,
    closed,
    async start(handle) {
      const { input, output, terminal } = options;
      lines = createInterface({ input, output, terminal, prompt: CONSOLE_WORDING.prompt });
      converse(lines, options, handle).then(reportClosed);
    },
    async stop() {
      if (!lines) return;
      lines.close();
      await closed;
    },
  };
}

/** Answers line after line, in order; resolves when the input has ended and the last answer is printed. */
function converse(lines: Interface, options: ConsoleAdapterOptions, handle: Handle): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const chatId = options.newId();
  let choices: readonly Choice[] = [];
  let answering = Promise.resolve();
  let open = true;
  const prompt = () => {
    if (open && options.terminal) lines.prompt();
  };
  const answer = async (line: string) => {
    const text = chosenText(line, choices);
    if (text !== '') {
      const replies = await ask(text, { chatId, id: options.newId() }, handle);
      choices = replies.flatMap((reply) => reply.choices);
      options.output.write(printed(replies));
    }
    prompt();
  };
  lines.on('line', (line) => {
    answering = answering.then(() => answer(line));
  });
  lines.on('SIGINT', () => lines.close());
  lines.on('close', () => {
    open = false;
    answering.then(resolve);
  });
  if (options.terminal) options.output.write(`${CONSOLE_WORDING.welcome}\n`);
  prompt();
  return promise;
}

/** The text of the choice whose number was typed, otherwise what was typed. */
function chosenText(line: string, choices: readonly Choice[]): string {
  const typed = line.trim();
  const choice = /^\d{1,3}$/.test(typed) ? choices[Number(typed) - 1] : undefined;
  return choice?.text ?? typed;
}

async function ask(
  text: string,
  ids: { chatId: string; id: string },
  handle: Handle,
): Promise<readonly Reply[]> {
  const message = { platform: 'console', chatKind: 'private', personId: 'console', addressed: true } as const;
  try {
    return await handle({ ...message, ...ids, text });
  } catch {
    return [{ text: APOLOGY, choices: [] }];
  }
}

/** Replies as the terminal shows them: no control characters, choices numbered through, an empty line after. */
function printed(replies: readonly Reply[]): string {
  const choices = numberChoices(replies.flatMap((reply) => reply.choices));
  const lines = [...replies.map((reply) => reply.text), ...choices];
  return `${lines.join('\n').replace(/[^\P{Cc}\n]/gu, '')}\n\n`;
}
