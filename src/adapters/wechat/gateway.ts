/** Whether a gateway is there at all, asked cheaply. */
import { connect } from 'node:net';

/** `host:port` apart; null when it is none. An IPv6 address stands in brackets. */
export function splitEndpoint(endpoint: string): { host: string; port: number } | null {
  const match = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(endpoint);
  const port = Number(match?.[3]);
  if (!match || port < 1 || port > 65_535) return null;
  return { host: match[1] ?? match[2] ?? '', port };
}

/** Whether something takes TCP connections there. Never rejects. */
export function isReachable(endpoint: string, timeoutMs: number): Promise<boolean> {
  const place = splitEndpoint(endpoint);
  if (place === null) return Promise.resolve(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(place);
  const end = (reached: boolean) => {
    socket.destroy();
    resolve(reached);
  };
  socket.setTimeout(timeoutMs, () => end(false));
  socket.on('connect', () => end(true));
  socket.on('error', () => end(false));
  return promise;
}
