/** The conversation of this tab: its id and what was said, kept while the tab lives. */

const ID_KEY = 'minsheng.chat';
const LOG_KEY = 'minsheng.log';
const MOST_ENTRIES = 60;

/** A random UUID, also where the page is not served over https. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Id of this conversation, made at its first question. */
export function chatId() {
  const known = read(ID_KEY);
  if (known) return known;
  const id = newId();
  write(ID_KEY, id);
  return id;
}

/** What was said so far: `{question}` and `{messages}` in order. */
export function entries() {
  try {
    return JSON.parse(read(LOG_KEY) ?? '[]');
  } catch {
    return [];
  }
}

/** Adds one entry; the oldest are forgotten. */
export function remember(entry) {
  write(LOG_KEY, JSON.stringify([...entries(), entry].slice(-MOST_ENTRIES)));
}

/** Forgets everything said; the next question begins a new conversation. */
export function forget() {
  write(ID_KEY, '');
  write(LOG_KEY, '[]');
}

/** Kept here where the browser refuses storage. */
const memory = new Map();

function read(key) {
  try {
    return sessionStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(key, value) {
  memory.set(key, value);
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; the conversation then lives as long as the page.
  }
}
