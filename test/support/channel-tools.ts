/** What tests of channels share: waiting, a log to look into, a count of answers. */
import type { MessengerTools } from '../../src/adapters/kind.ts';
import type { ChannelLog, Handle } from '../../src/domain/channel.ts';

/** A log that keeps what it is told. */
export function collectLog(): ChannelLog & { lines: string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (facts: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
  };
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** Tools of a messenger that nobody listens to. */
export function quietTools(more: Partial<MessengerTools> = {}): MessengerTools {
  return { log: collectLog(), now: () => new Date(), publicUrl: null, ...more };
}

/** Counts the replies that a handler owes, so that a test knows when all of them must have come. */
export function tally(handle: Handle): { handle: Handle; answered(): number; owed(): number } {
  let [answered, owed] = [0, 0];
  return {
    async handle(message) {
      try {
        const replies = await handle(message);
        owed += replies.length;
        return replies;
      } catch (error) {
        owed += 1;
        throw error;
      } finally {
        answered += 1;
      }
    },
    answered: () => answered,
    owed: () => owed,
  };
}
