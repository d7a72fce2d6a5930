/** The interfaces of a self-built app, with its access token. */
import { gone, openFile, readBytes } from './download.ts';
import { TOKEN_CODES } from './errcodes.ts';
import { type ApiAnswer, type ApiRequest, answerOf, callApi } from './http.ts';
import { numberAt, textAt } from './values.ts';

/** Which app, and where its interfaces are. */
export interface AppAccount {
  corpId: string;
  secret: string;
  apiRoot: string;
}

export interface AppApi {
  /** Asks an interface below `/cgi-bin/`; a token that is no longer valid is renewed once. Never rejects. */
  call(path: string, request: ApiRequest, query?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  /** The bytes that an interface gives out. @throws InputError when it gives none, or more than `maxBytes` */
  download(path: string, query: Readonly<Record<string, string>>, maxBytes: number): Promise<Uint8Array>;
  /** Gets a token if there is none; the answer says whether the credentials work. */
  authenticate(): Promise<ApiAnswer>;
}

/** A token is renewed so long before the platform lets it expire. */
const EARLY_MS = 5 * 60_000;
const DEFAULT_LIFE_S = 7_200;

/** Makes the client; the token is fetched when first needed and shared by everyone. */
export function createAppApi({ corpId, secret, apiRoot }: AppAccount, now: () => Date): AppApi {
  let token: { value: string; until: number } | null = null;
  let fetching: Promise<ApiAnswer> | null = null;

  const urlOf = (path: string, query: Readonly<Record<string, string>>) => {
    const url = new URL(`${apiRoot.replace(/\/+$/, '')}/cgi-bin/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  };
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
    fetching ??= fetchToken().finally(() => {
      fetching = null;
    });
    return fetching;
  };
  const call: AppApi['call'] = async (path, request, query = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      const granted = await authenticate();
      if (token === null || granted.errcode !== 0) return granted;
      const used = token;
      const answer = await callApi(urlOf(path, { access_token: used.value, ...query }), request);
      if (!TOKEN_CODES.has(answer.errcode) || attempt === 2) return answer;
      if (token === used) token = null;
    }
  };
  const download: AppApi['download'] = async (path, query, maxBytes) => {
    for (let attempt = 1; ; attempt += 1) {
      await authenticate();
      if (token === null) throw gone();
      const used = token;
      const response = await openFile(urlOf(path, { access_token: used.value, ...query }).href);
      if (!response.headers.get('content-type')?.includes('json')) return readBytes(response, maxBytes);
      const { errcode } = await answerOf(response);
      if (!TOKEN_CODES.has(errcode) || attempt === 2) throw gone();
      if (token === used) token = null;
    }
  };
  return { call, download, authenticate };
}
