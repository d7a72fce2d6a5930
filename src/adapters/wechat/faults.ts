/** What can go wrong between the bot and WeChat: a closed list, as an error's own text may hold tokens or messages. */

export type Fault =
  | 'missing_package'
  | 'wrong_token'
  | 'bad_certificate'
  | 'in_use'
  | 'unreachable'
  | 'silent'
  | 'hanging'
  | 'no_login'
  | 'timed_out'
  | 'logged_out'
  | 'unknown_chat'
  | 'refused'
  | 'folder'
  | 'crashed';

/** English, for the log and the operator. */
export const FAULTS: Readonly<Record<Fault, string>> = {
  missing_package: 'wechaty or the puppet is not installed',
  wrong_token: 'the gateway refuses the token',
  bad_certificate: 'the certificate of the gateway does not fit the token, or one side does not use TLS',
  in_use: 'another program is connected to the gateway with this token',
  unreachable: 'the gateway cannot be reached',
  silent: 'the gateway stopped answering',
  hanging: 'the WeChat process hung',
  no_login: 'neither a login nor a code to scan came in time; is another program connected to the gateway?',
  timed_out: 'no answer in time',
  logged_out: 'not logged in',
  unknown_chat: 'the chat does not exist or the bot is not in it any more',
  refused: 'the gateway refused the message',
  folder: 'the folder of the login cannot be used',
  crashed: 'the WeChat process ended unexpectedly',
};

/** First match wins; the texts are those of gRPC, Node and the puppets. */
const SIGNS: readonly [Fault, RegExp][] = [
  ['missing_package', /ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND/],
  ['wrong_token', /UNAUTHENTICATED|Invalid Wechaty TOKEN|No Authorization found|requires a SNI/i],
  ['bad_certificate', /ALTNAME|certificate|wrong version number|\bSSL\b|EPROTO/i],
  ['in_use', /ALREADY_EXISTS|can not call twice/i],
  ['logged_out', /not logged in|logged out|logout/i],
  ['timed_out', /DEADLINE_EXCEEDED|timed? ?out/i],
  [
    'unreachable',
    /UNAVAILABLE|ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|CANCELLED|no connection|connection dropped|channel (?:has been )?(?:closed|shut)|NO CLIENT|no grpc/i,
  ],
];

/** What an error of wechaty, gRPC or Node comes down to; `otherwise` when it is none that is known. */
export function faultOf(error: unknown, otherwise: Fault): Fault {
  const text = describe(error);
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? otherwise;
}

/** The connection itself is at fault, not the message or the chat. */
export function isConnectionFault(fault: Fault): boolean {
  return ['wrong_token', 'bad_certificate', 'in_use', 'unreachable', 'timed_out', 'logged_out'].includes(
    fault,
  );
}

function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message, details } = error as { code?: unknown; message?: unknown; details?: unknown };
  return [code, message, details].filter((part) => typeof part === 'string').join(' ');
}
