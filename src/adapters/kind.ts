/** How a chat platform is set up: its settings, and the module that speaks to it. */
import type { ChannelLog, Diagnosis, Messenger } from '../domain/channel.ts';

/** Filled environment variables of one kind of channel, secrets already read from their files. */
export type Settings = Readonly<Record<string, string>>;

/** What a messenger needs from outside. */
export interface MessengerTools {
  log: ChannelLog;
  now: () => Date;
  /** Where platforms reach the program's hooks: `https://example.org`, without a slash at the end; null when nowhere. */
  publicUrl: string | null;
}

/** What the module of a platform exports. Loaded only when one of its variables is set. */
export interface MessengerModule {
  /** One messenger for each configured account; nothing connects before `start`. @throws InputError with every problem */
  createMessengers(settings: Settings, tools: MessengerTools): Messenger[];
  /** Asks the platform whether the settings work. Never throws. */
  diagnose(settings: Settings, tools: MessengerTools): Promise<Diagnosis[]>;
}

/** One line of the registry. */
export interface MessengerKind {
  platform: string;
  /** Chinese, for operators. */
  label: string;
  /** Its variables with what they mean, Chinese. Each may also be given as `NAME_FILE`, a file that holds the value. */
  variables: Readonly<Record<string, string>>;
  load(): Promise<MessengerModule>;
}
