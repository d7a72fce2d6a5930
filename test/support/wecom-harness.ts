/** Puts a messenger behind a handler and knows when everything for a message has been shown. */
import type { ChannelLog, Handle, Messenger, Parcel } from '../../src/domain/channel.ts';
import { answerThrough } from '../adapters/contract.ts';
import { until } from './until.ts';

/** A messenger that answers; `settled` runs something and waits until its message is handled and shown. */
export async function startAnswering(messenger: Messenger, handle: Handle) {
  let handled = 0;
  let expected = 0;
  let sent = 0;
  const counted: Handle = async (message) => {
    try {
      const replies = await handle(message);
      expected += replies.length;
      return replies;
    } catch (error) {
      expected += 1;
      throw error;
    } finally {
      handled += 1;
    }
  };
  const counting: Messenger = {
    ...messenger,
    async send(parcel) {
      const result = await messenger.send(parcel);
      sent += 1;
      return result;
    },
  };
  const { stop } = await answerThrough(counting, counted);
  return {
    stop,
    async settled(act: () => unknown) {
      const before = handled;
      await act();
      await until(() => handled > before && sent >= expected);
    },
  };
}

/** A parcel of the given parts; a push to a person unless they say otherwise. */
export function parcelOf(platform: string, parts: Partial<Parcel> & { chatId?: string }): Parcel {
  const { chatId = 'zhangsan', ...rest } = parts;
  return {
    key: 'parcel-1',
    target: { platform, account: 'account', chatId, chatKind: 'private', thread: null },
    text: '',
    choices: [],
    file: null,
    quotes: null,
    edits: null,
    addressee: null,
    replyContext: {},
    kind: 'push',
    ...rest,
  };
}

/** Tools of a messenger, with everything that it logged. */
export function testTools(publicUrl: string | null = null) {
  const lines: string[] = [];
  const say = (facts: object, message: string) => {
    lines.push(`${message} ${JSON.stringify(facts)}`);
  };
  const log: ChannelLog = { debug: say, info: say, warn: say, error: say };
  return { log, lines, now: () => new Date(), publicUrl };
}
