/** Who is logged in on the operator's page: a signed cookie, nothing on the server. */
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { WebEnv } from './app.ts';
import { derivedSecret, sameSecret } from './secrets.ts';

const COOKIE = 'minsheng_operator';
const PATH = '/operator';
const LASTS_MS = 8 * 60 * 60 * 1000;

/** What the routes behind the login know of a request. */
export interface OperatorEnv extends WebEnv {
  Variables: { session: Session };
}

/** One login. */
export interface Session {
  /** Stands in every form of the page, so that no other site can send one. */
  formToken: string;
}

export interface Sessions {
  /** Begins a session. @param secure the visitor came by https */
  begin(c: Context, secure: boolean): Promise<void>;
  /** The session of a request; null when there is none, or it is over. */
  current(c: Context): Promise<Session | null>;
  /** Whether a form was made for this session. */
  owns(session: Session, formToken: unknown): boolean;
  end(c: Context): void;
}

/** Sessions that hold as long as the operator's token stays the same, eight hours at most. */
export function createSessions(operatorToken: string, now: () => Date): Sessions {
  const signing = derivedSecret(operatorToken, 'operator session');
  const forms = derivedSecret(operatorToken, 'operator forms');
  return {
    async begin(c, secure) {
      const value = `${now().getTime() + LASTS_MS}.${randomBytes(16).toString('base64url')}`;
      const maxAge = LASTS_MS / 1000;
      const flags = { path: PATH, httpOnly: true, sameSite: 'Strict', secure, maxAge } as const;
      await setSignedCookie(c, COOKIE, value, signing, flags);
    },
    async current(c) {
      const value = await getSignedCookie(c, signing, COOKIE);
      if (!value || Number(value.split('.')[0]) <= now().getTime()) return null;
      return { formToken: derivedSecret(forms, value) };
    },
    owns: ({ formToken }, given) => typeof given === 'string' && sameSecret(formToken, given),
    end: (c) => {
      deleteCookie(c, COOKIE, { path: PATH });
    },
  };
}
