/** The entrance that WeCom sends an app's messages to. */
import type { Hook, HookRequest, HookResponse, Receive } from '../../domain/channel.ts';
import { decrypted, isSigned } from './app-crypto.ts';
import { messageOfXml, parseXml } from './app-incoming.ts';
import { textAt } from './values.ts';

/** A callback is small: texts have at most 2,048 bytes. */
const MAX_BODY_LENGTH = 100_000;
/** How far the clock of a request may be from ours. Younger repetitions are told apart by their message id. */
const MAX_AGE_S = 300;

export interface CallbackOptions {
  corpId: string;
  agentId: string;
  token: string;
  /** 43 characters. */
  aesKey: string;
  now: () => Date;
  /** Null while the messenger does not run. */
  receive: () => Receive | null;
  /** Told when a message could not be stored. */
  onFailure: () => void;
}

/** GET proves to the platform that we hold the key; POST brings a message. */
export function createCallback(options: CallbackOptions): Hook {
  return (request) => (request.method === 'GET' ? verify(request, options) : accept(request, options));
}

async function verify({ query }: HookRequest, options: CallbackOptions): Promise<HookResponse> {
  const { echostr = '' } = query;
  const plain = opened(query, echostr, options);
  return plain === null ? answer(403) : answer(200, plain);
}

async function accept({ query, body }: HookRequest, options: CallbackOptions): Promise<HookResponse> {
  if (body.length > MAX_BODY_LENGTH) return answer(413);
  const plain = opened(query, textAt(parseXml(body), 'Encrypt'), options);
  if (plain === null) return answer(403);
  const receive = options.receive();
  if (!receive) return answer(503);
  const message = messageOfXml(parseXml(plain), options);
  if (!message) return answer(200);
  try {
    await receive(message);
    return answer(200);
  } catch {
    options.onFailure();
    return answer(500);
  }
}

/** What an envelope holds; null when it is not signed with our token, too old, or not for us. */
function opened(query: HookRequest['query'], encrypted: string, options: CallbackOptions): string | null {
  const { msg_signature: signature = '', timestamp = '', nonce = '' } = query;
  const age = Math.abs(options.now().getTime() / 1000 - Number(timestamp));
  if (encrypted === '' || !/^\d{1,12}$/.test(timestamp) || age > MAX_AGE_S) return null;
  if (!isSigned({ timestamp, nonce, encrypted }, signature, options.token)) return null;
  return decrypted(encrypted, options.aesKey, options.corpId);
}

function answer(status: number, body = ''): HookResponse {
  return { status, body, contentType: 'text/plain; charset=utf-8' };
}
