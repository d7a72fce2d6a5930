/** The interfaces of a self-built app, with its access token. */
import { attachmentError, downloadFile } from '../request.ts';
import { ATTACHMENT } from '../wording.ts';
import { type ApiAnswer, answerOf, callApi, type Posted } from './api-answer.ts';
import { TOKEN_CODES } from './errcodes.ts';
import { numberAt, textAt } from './values.ts';

/** Which app, and where its interfaces are. */
export interface AppAccount {
  corpId: string;
  secret: string;
  /** Without a slash at the end. */
  apiRoot: string;
}

type Query = Readonly<Record<string, string>>;

export interface AppApi {
  /** Asks an interface below `/cgi-bin/`; a token that is no longer valid is renewed once. Never rejects. */
  call(path: string, posted: Posted, query?: Query): Promise<ApiAnswer>;
  /** The bytes of a file that somebody sent. @throws InputError when it cannot be had, or is over `maxBytes` */
  media(mediaId: string, maxBytes: number): Promise<Uint8Array>;
  /** Gets a token if there is none; the answer says whether the credentials work. */
  authenticate(): Promise<ApiAnswer>;
}

/** A token is renewed so long before the platform lets it expire. */
const EARLY_MS = 5 * 60_000;
const DEFAULT_LIFE_S = 7_200;
/** Instead of a file the platform may give out an answer, which is short. */
const MAX_ANSWER_BYTES = 2_000;

/** Makes the client; the token is fetched when first needed and shared by everyone. */
export function createAppApi({ corpId, secret, apiRoot }: AppAccount, now: () => Date): AppApi {
  let token: { value: string; until: number } | null = null;
  let fetching: Promise<ApiAnswer> | null = null;

  const urlOf = (path: string, query: Query) =>
    new URL(`${apiRoot}/cgi-bin/${path}?${new URLSearchParams(query)}`);
  const fetchToken = async (): Promise<ApiAnswer> => {
    const answer = await callApi(urlOf('gettoken', { corpid: corpId, corpsecret: secret }), null);
    const value = textAt(answer.body, 'access_token');
    if (answer.errcode !== 0 || value === '') return answer;
    const lifeMs = (numberAt(answer.body, 'expires_in') ?? DEFAULT_LIFE_S) * 1000;
    token = { value, until: now().getTime() + Math.max(lifeMs - EARLY_MS, lifeMs / 2) };
    return answer;
  };
  const authenticate = async (): Promise<ApiAnswer> => {
    if (token && now().getTime() < token.until) return { errcode: 0, errmsg: 'ok', body: null };
    token = null;
    fetching ??= fetchToken().finally(() => {
      fetching = null;
    });
    return fetching;
  };
  /** Does something with a token, and once more with a new one when the platform does not know the first. */
  const authorised = async (ask: (accessToken: string) => Promise<ApiAnswer>): Promise<ApiAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      const granted = await authenticate();
      if (token === null) return granted;
      const used: typeof token = token;
      const answer = await ask(used.value);
      if (!TOKEN_CODES.has(answer.errcode) || attempt === 2) return answer;
      if (token === used) token = null;
    }
  };
  return {
    authenticate,
    call: (path, posted, query = {}) =>
      authorised((accessToken) => callApi(urlOf(path, { access_token: accessToken, ...query }), posted)),
    async media(mediaId, maxBytes) {
      let bytes: Uint8Array | null = null;
      const { errcode } = await authorised(async (accessToken) => {
        const url = urlOf('media/get', { access_token: accessToken, media_id: mediaId }).href;
        const got = await downloadFile({ method: 'GET', url }, maxBytes);
        const refusal = refusalIn(got);
        if (!refusal) bytes = got;
        return refusal ?? { errcode: 0, errmsg: 'ok', body: null };
      });
      if (errcode !== 0 || bytes === null) throw attachmentError(ATTACHMENT.gone);
      return bytes;
    },
  };
}

/** The refusal that came in place of a file; null for a file. */
function refusalIn(bytes: Uint8Array): ApiAnswer | null {
  if (bytes.byteLength > MAX_ANSWER_BYTES) return null;
  try {
    const body: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return numberAt(body, 'errcode') === null ? null : answerOf(body);
  } catch {
    return null;
  }
}
