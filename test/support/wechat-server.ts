/** A gateway to a made-up WeChat account, in a process of its own: real gRPC, real TLS, killed for real. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface Saying {
  id: string;
  /** Contact id; made when it is new. */
  from: string;
  name?: string;
  text: string;
  /** Room id; made when it is new. */
  room?: string;
  /** Ids, as a puppet that knows mentions gives them. */
  mentions?: string[];
  atMs?: number;
  official?: boolean;
  kind?: 'text' | 'image';
}

/** Something that happens in WeChat or goes wrong in the gateway. */
export type Deed =
  | { do: 'scan'; qr: string; scanned?: boolean }
  | { do: 'login' | 'logout' | 'befriend' | 'rubbish' }
  | { do: 'say'; saying: Saying }
  | { do: 'alias'; room: string; contact: string; alias: string }
  | { do: 'sending'; now: 'works' | 'hangs' | 'fails' | 'fails for files' }
  | { do: 'pings'; answered: boolean };

/** What the account was asked to send. */
export interface Shown {
  chatId: string;
  text: string;
  mentions: string[];
  file: { name: string; bytes: number } | null;
}

export interface GatewayOptions {
  port: number;
  token: string;
  tls: boolean;
  /** The account `bot`, named 小民, is logged in from the start. */
  loggedIn: boolean;
}

export type GatewayNews =
  | { type: 'ready' }
  | { type: 'shown'; shown: Shown }
  | { type: 'done'; number: number };

export interface WechatServer {
  /** `host:port`. */
  endpoint: string;
  token: string;
  /** Everything that was sent, in order. */
  shown: Shown[];
  /** Resolves when it has happened. */
  perform(deed: Deed): Promise<void>;
  /** As if it lost its power. */
  kill(): Promise<void>;
  /** Starts it again at the same place, with nothing remembered. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The certificate that comes with the gateway is for tokens that begin like this. */
const TOKEN = 'insecure_11111111-2222-4333-8444-555555555555';
const GATEWAY = fileURLToPath(new URL('./wechat-gateway.ts', import.meta.url));

/** Starts it; without options with TLS, logged in, at a free port. */
export async function startWechatServer(options: Partial<GatewayOptions> = {}): Promise<WechatServer> {
  const { port = await freePort(), token = TOKEN, tls = true, loggedIn = true } = options;
  const shown: Shown[] = [];
  const begin = () => launch({ port, token, tls, loggedIn }, shown);
  let gateway = await begin();
  const kill = () => gateway.kill();
  return {
    endpoint: `127.0.0.1:${port}`,
    token,
    shown,
    perform: (deed) => gateway.perform(deed),
    kill,
    async restart() {
      await kill();
      gateway = await begin();
    },
    stop: kill,
  };
}

async function launch(options: GatewayOptions, shown: Shown[]) {
  const child = fork(GATEWAY, [], {
    execArgv: ['--no-warnings'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, WECHATY_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, () => void>();
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  let made = 0;
  child.on('exit', () => reject(new Error('the gateway did not start')));
  child.on('message', (news: GatewayNews) => {
    if (news.type === 'ready') resolve();
    else if (news.type === 'shown') shown.push(news.shown);
    else waiting.get(news.number)?.();
  });
  child.send(options);
  await ready;
  return {
    perform(deed: Deed): Promise<void> {
      const number = ++made;
      const { promise, resolve: done } = Promise.withResolvers<void>();
      waiting.set(number, done);
      child.send({ number, deed });
      return promise;
    },
    kill: () => kill(child),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
