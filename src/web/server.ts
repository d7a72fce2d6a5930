/** Serves the application on an address. The only home of @hono/node-server. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { InputError } from '../domain/errors.ts';
import type { WebApp } from './app.ts';

/** Where to listen; port 0 takes any free one. */
export interface ListenOptions {
  host: string;
  port: number;
}

/** A listening server. */
export interface RunningServer {
  /** With the port really bound: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Takes no new requests, waits for those in flight (at most 10 s), then ends. */
  close(): Promise<void>;
}

/** How long requests in flight may take when closing. */
const DRAIN_MS = 10_000;
const SWEEP_MS = 50;

/** How long a visitor may take to send a request. */
const REQUEST_MS = 15_000;

const BIND_FAILURES: Readonly<Record<string, string>> = {
  EADDRINUSE: '已被别的程序占用，请换一个端口',
  EACCES: '没有权限使用，请换 1024 以上的端口',
  EADDRNOTAVAIL: '不是本机的地址',
  ENOTFOUND: '找不到这个地址',
};

/**
 * Begins to listen.
 * @throws InputError when the address cannot be bound
 */
export async function listen(app: WebApp, { host, port }: ListenOptions): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.requestTimeout = REQUEST_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(bindError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () => drain(server),
  };
}

function bindError(error: NodeJS.ErrnoException, host: string, port: number): InputError {
  const message = BIND_FAILURES[error.code ?? ''] ?? `无法监听（${error.code ?? error.message}）`;
  return new InputError([{ where: `网页地址 ${host}:${port}`, message }]);
}

function drain(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // A connection kept alive would hold the server open long after its last answer.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const giveUp = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  server.close(() => {
    clearInterval(sweep);
    clearTimeout(giveUp);
    resolve();
  });
  return promise;
}
