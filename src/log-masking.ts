/** What must not stand in the log: secrets of the platforms, and what people wrote. */

/** What stands in the place of a secret. */
const MASK = '***';

/** A pattern → what stays of it. Values end before quotes and backslashes, so that a JSON line stays one. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // Telegram puts the token into the path: /bot123456:AAE…/sendMessage
  [/\bbot\d{5,}(?::|%3a)[\w-]{10,}/gi, `bot${MASK}`],
  [/\b\d{6,}:[\w-]{30,}\b/g, MASK],
  [
    /([?&](?:\w*(?:token|secret|key|ticket|sign|signature|password|code|nonce|echostr))=)[^&\s"'\\)]+/gi,
    `$1${MASK}`,
  ],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${MASK}`],
  [/(:\/\/[^/\s:@"'\\]+:)[^/\s@"'\\]+@/g, `$1${MASK}@`],
  [
    /(\\?["'](?:\w*(?:token|secret|apikey|api_key|password|ticket|aeskey))\\?["']\s*:\s*\\?["'])[^"'\\]+/gi,
    `$1${MASK}`,
  ],
];

/** Parsers repeat the text that they could not parse. */
const REPEATED_TEXT = /^(Unexpected \w+).* (is not valid JSON)$/s;

/** Makes a function that takes secrets out of a text. @param known exact values, longest first */
export function createMask(known: readonly string[]): (text: string) => string {
  const exact = known.flatMap((secret) => [...new Set(formsOf(secret))]);
  return (text) => {
    const masked = exact.reduce((line, secret) => line.replaceAll(secret, MASK), text);
    return SECRETS.reduce((line, [pattern, kept]) => line.replace(pattern, kept), masked);
  };
}

/** As it stands in a text, in a URL and inside a JSON string. */
function formsOf(secret: string): string[] {
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}

/** Facts that would tell who asked or what, or open a door. */
const PRIVATE: ReadonlySet<string> = new Set([
  'text',
  'personId',
  'personName',
  'chatId',
  'addressee',
  'attachments',
  'choices',
  'parcel',
  'body',
  'replyContext',
  'token',
  'secret',
  'password',
  'authorization',
  'cookie',
  'loginQr',
]);

const DEEPEST_FACT = 4;

/** Facts without the private ones, at any depth. Of objects that are no plain data only the kind is left. */
export function withoutPrivate(facts: Record<string, unknown>, depth: number = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, PRIVATE.has(name) ? MASK : told(value, depth + 1)]),
  );
}

function told(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return loggedError(value);
  if (value instanceof Date || value instanceof URL) return value.toJSON();
  if (depth > DEEPEST_FACT) return '…';
  if (Array.isArray(value)) return value.map((each) => told(each, depth + 1));
  const kind = Object.getPrototypeOf(value)?.constructor?.name ?? 'Object';
  return kind === 'Object' ? withoutPrivate(value as Record<string, unknown>, depth) : kind;
}

/** What the log keeps of an error. */
export interface LoggedError {
  type: string;
  message: string;
  code?: string | number;
  stack?: string;
  cause?: LoggedError;
}

const DEEPEST_CAUSE = 4;

/** The kind, words and place of an error, without whatever else it carries (requests, answers, parcels). */
export function loggedError(error: unknown, depth: number = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: withoutRepeatedText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack ? { stack: places(error) } : {}),
    ...(cause !== undefined && depth < DEEPEST_CAUSE ? { cause: loggedError(cause, depth + 1) } : {}),
  };
}

function withoutRepeatedText(message: string): string {
  return message.replace(REPEATED_TEXT, '$1… $2');
}

/** The lines of the stack that say where: the message stands above them, with whatever it repeats. */
function places({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
