/** Takes the network from this process for good: what reads a stranger's file has nobody to call. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/** Every way out of Node ends in one of these. Called once, before a file is opened. */
export function goOffline(): void {
  const refuse = (): never => {
    throw new Error('a confined process has no network');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.send = refuse;
  dns.lookup = refuse as unknown as typeof dns.lookup;
  Object.assign(globalThis, { fetch: refuse, WebSocket: undefined, EventSource: undefined });
}
