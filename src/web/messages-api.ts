/** `POST /api/messages`: a question in, the messages to show out. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { IncomingMessage } from '../domain/message.ts';
import { addressOf } from './address.ts';
import type { WebEnv } from './app.ts';
import { MAX_BODY_BYTES, parseMessage } from './message-request.ts';
import { messageViews } from './message-view.ts';
import type { WebPorts } from './ports.ts';
import { createRateLimiter, type RateDecision, type RateLimit } from './rate-limit.ts';
import { ERRORS } from './wording.ts';

/** Generous: a mobile carrier puts many residents behind one address. */
const PER_ADDRESS: RateLimit = { burst: 120, perSecond: 10, maxKeys: 20_000 };
const PER_CONVERSATION: RateLimit = { burst: 12, perSecond: 0.5, maxKeys: 20_000 };

/** The API under its own path; errors are `{error}` with one Chinese sentence. */
export function messagesApi(ports: WebPorts): Hono<WebEnv> {
  const api = new Hono<WebEnv>();
  const byAddress = createRateLimiter(PER_ADDRESS);
  const byConversation = createRateLimiter(PER_CONVERSATION);
  const tooLarge = (c: Context) => c.json({ error: ERRORS.tooLarge }, 413);
  api.use(async (c, next) => {
    c.header('Cache-Control', 'no-store');
    const decision = byAddress(addressOf(c, ports.trustProxy), ports.nowMs());
    return decision.allowed ? next() : tooOften(c, decision);
  });
  api.post('/', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }), async (c) => {
    const parsed = await readMessage(c);
    if (!parsed.ok) return c.json({ error: parsed.problem }, 400);
    const decision = byConversation(parsed.message.chatId, ports.nowMs());
    return decision.allowed ? answer(c, ports, parsed.message) : tooOften(c, decision);
  });
  return api;
}

/** Only JSON is read: another site's form cannot send it without asking first. */
async function readMessage(c: Context) {
  const typed = c.req.header('Content-Type')?.toLowerCase().startsWith('application/json');
  return parseMessage(typed ? await c.req.json().catch(() => null) : null);
}

async function answer(c: Context, ports: WebPorts, message: IncomingMessage) {
  try {
    return c.json({ messages: messageViews(await ports.handle(message)) });
  } catch (error) {
    ports.onError(error);
    return c.json({ error: ERRORS.failed }, 500);
  }
}

function tooOften(c: Context, decision: Extract<RateDecision, { allowed: false }>) {
  const seconds = Math.ceil(decision.retryAfterMs / 1000);
  return c.json({ error: ERRORS.tooOften(seconds) }, 429, { 'Retry-After': String(seconds) });
}
