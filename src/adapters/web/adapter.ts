/** The chat page as a channel. The pages themselves live in `src/web`; `app.ts` plugs their server in. */
import type { Adapter, Handle } from '../../domain/channel.ts';
import { type Capabilities, PLAIN_TEXT } from '../../domain/message.ts';

/** A listening web server. */
export interface WebServer {
  /** `http://127.0.0.1:8080`, with the port really bound. */
  readonly url: string;
  /** Takes no new requests and resolves when those in flight are answered. */
  close(): Promise<void>;
}

export interface WebAdapterOptions {
  /** Begins to serve the pages with this handler; rejects when the address cannot be bound. */
  open: (handle: Handle) => Promise<WebServer>;
}

/** The adapter of the chat page; `url` is null while it is not started. */
export interface WebAdapter extends Adapter {
  readonly url: string | null;
}

/** A page folds long answers itself, so the limit only guards against the absurd. */
export const WEB_CAPABILITIES: Capabilities = { ...PLAIN_TEXT, maxLength: 20_000, buttons: true };

/** Makes the web channel; nothing listens before `start`. */
export function createWebAdapter(options: WebAdapterOptions): WebAdapter {
  let server: WebServer | null = null;
  return {
    platform: 'web',
    capabilities: WEB_CAPABILITIES,
    get url() {
      return server?.url ?? null;
    },
    async start(handle) {
      server = await options.open(handle);
    },
    async stop() {
      const closing = server;
      server = null;
      await closing?.close();
    },
  };
}
