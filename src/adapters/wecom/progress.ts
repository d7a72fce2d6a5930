/** Sends a message that takes several requests, without repeating those that went through on an earlier attempt. */
import type { SendResult } from '../../domain/channel.ts';

/** One request of a message. Never rejects. */
export type Part = () => Promise<SendResult>;

/** Runs the parts of a message in order; the first that fails is the result. */
export type SendParts = (key: string, parts: readonly Part[]) => Promise<SendResult>;

/** Half-sent messages that are remembered; beyond it the oldest is forgotten, and would be repeated whole. */
const REMEMBERED = 500;

/** Makes a sender; what it remembers is lost with the process, which only means a repetition. */
export function createPartSender(): SendParts {
  const done = new Map<string, number>();
  return async (key, parts) => {
    let result: SendResult = { sent: true, messageId: null };
    for (let place = done.get(key) ?? 0; place < parts.length; place += 1) {
      result = await parts[place]!();
      if (!result.sent) return result;
      done.set(key, place + 1);
      if (done.size > REMEMBERED) done.delete(done.keys().next().value!);
    }
    done.delete(key);
    return result;
  };
}
