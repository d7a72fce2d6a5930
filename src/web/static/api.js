/** Asks the server. Every failure has one Chinese sentence and says whether trying again can help. */
import { chatId, newId } from './session.js';

const TIMEOUT_MS = 30_000;

/** A failure to show to the person. */
export class AskError extends Error {}

/**
 * The messages that answer a question.
 * @param id of the question: a second try with the same id is not answered twice
 */
export async function ask(text, id) {
  const first = await post({ id, chatId: chatId(), text });
  // None: an earlier try got through but its answer was lost on the way.
  const messages = first.length > 0 ? first : await post({ id: newId(), chatId: chatId(), text });
  if (messages.length === 0) throw new AskError('没有收到回答，请换个说法再问。');
  return messages;
}

/** Example questions, none when they cannot be had. */
export async function suggestions() {
  try {
    const response = await fetch('/api/suggestions');
    return response.ok ? (await response.json()).suggestions : [];
  } catch {
    return [];
  }
}

async function post(body) {
  const response = await send(body);
  const data = await response.json().catch(() => null);
  if (response.ok && data) return data.messages;
  throw new AskError(data?.error ?? '服务暂时不可用，请稍后再试。');
}

async function send(body) {
  const aborter = new AbortController();
  const timer = setTimeout(() => aborter.abort(), TIMEOUT_MS);
  try {
    return await fetch('/api/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: aborter.signal,
    });
  } catch {
    if (aborter.signal.aborted) throw new AskError('等了太久没有回音，请重试。');
    throw new AskError(navigator.onLine ? '连不上服务，请稍后重试。' : '网络已断开，联网后请重试。');
  } finally {
    clearTimeout(timer);
  }
}
