/** Takes updates in, wherever they come from. */
import type { ChannelLog, Receive } from '../../domain/channel.ts';
import { readUpdate } from './incoming.ts';
import { type BotSelf, UPDATE } from './shape.ts';

export interface IntakeOptions {
  account: string;
  log: ChannelLog;
  /** Tells the person's device that the press of a button arrived. */
  answerPress(id: string): void;
}

export interface Intake {
  /** Who the bot is and who gets its messages; null while unknown. Nothing is read without both. */
  self: BotSelf | null;
  receive: Receive | null;
  /** Resolves when the update may be acknowledged; what cannot be read is nobody's business. */
  take(update: unknown): Promise<void>;
}

/** The way in of one account. */
export function createIntake({ account, log, answerPress }: IntakeOptions): Intake {
  return {
    self: null,
    receive: null,
    async take(raw) {
      const { data: update, error } = UPDATE.safeParse(raw);
      if (!update) {
        const where = error.issues.map((issue) => issue.path.join('.'));
        log.warn({ account, where }, 'telegram: an update could not be read');
        return;
      }
      if (update.callback_query) answerPress(update.callback_query.id);
      const message = this.self && readUpdate(update, this.self);
      if (message) await this.receive?.(message);
    },
  };
}
