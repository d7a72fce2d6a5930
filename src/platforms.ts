/** What the rest of the program may know and ask of the chat platforms. */
import type { Messenger } from './domain/channel.ts';
import { InputError } from './domain/errors.ts';
import type { Capabilities, IncomingMessage } from './domain/message.ts';
import type { ChannelStanding } from './domain/metrics.ts';

export interface Platforms {
  /** Every configured account, in the order of the settings. */
  standing(): readonly ChannelStanding[];
  /** The messengers that this process runs just now. */
  running(): readonly Messenger[];
  /** What an account's channel can do; null for one that is not set up. */
  capabilities(platform: string, account: string): Capabilities | null;
  /** Whether a platform vouches for its people, so that rights can be bound to them. */
  identifies(platform: string): boolean;
  /** The bytes of a file that came with a message. @throws InputError when it is gone or over `maxBytes` */
  fetchFile(message: IncomingMessage, ref: string, maxBytes: number): Promise<Uint8Array>;
}

/** Where no chat platform is run: the command line, the tests of pages. */
export const NO_PLATFORMS: Platforms = {
  standing: () => [],
  running: () => [],
  capabilities: () => null,
  identifies: () => false,
  async fetchFile() {
    throw new InputError([{ where: '附件', message: '这里收不了文件' }]);
  },
};
