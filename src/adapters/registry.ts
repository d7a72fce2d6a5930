/** Every chat channel there is: a new one is one folder and one line here. */
import { createConsoleAdapter } from './console/adapter.ts';
import { createWebAdapter } from './web/adapter.ts';

/** How each channel is made, by its platform name. */
export const ADAPTERS = {
  console: createConsoleAdapter,
  web: createWebAdapter,
} as const;

/** Name of a channel, as in `IncomingMessage.platform`. */
export type Platform = keyof typeof ADAPTERS;
