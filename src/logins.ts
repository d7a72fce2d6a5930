/** Shows the operator at the terminal what is to be scanned to log a channel in. */
import { qrText } from './operations/qr.ts';
import type { Platforms } from './platforms.ts';

const EVERY_MS = 1000;

/** Prints each new login code once, until told to stop. */
export function watchLogins(
  platforms: Pick<Platforms, 'standing'>,
  print: (text: string) => void,
): () => void {
  const shown = new Map<string, string>();
  const look = async () => {
    for (const { platform, account, state } of platforms.standing()) {
      const key = `${platform} ${account}`;
      if (state.loginQr === null || shown.get(key) === state.loginQr) continue;
      shown.set(key, state.loginQr);
      print(`${platform} 需要登录，请用手机扫描：\n${await qrText(state.loginQr)}\n`);
    }
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
