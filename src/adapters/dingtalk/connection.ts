/** The connection that brings what the robot is told: JSON frames over a WebSocket. */
import { z } from 'zod';
import type { ChannelLog } from '../../domain/channel.ts';

/** The WebSocket client, loaded only when it is needed. */
export type WebSocketLibrary = typeof import('ws');
type Socket = InstanceType<WebSocketLibrary['WebSocket']>;

/** Loads the WebSocket client; rejects when it is not installed. */
export const loadWebSocket = (): Promise<WebSocketLibrary> => import('ws');

/** What people say to the robot. */
export const ROBOT_TOPIC = '/v1.0/im/bot/messages/get';

const HANDSHAKE_TIMEOUT_MS = 15_000;
const FAREWELL_MS = 1_000;
const MOST_FRAME_BYTES = 4 * 1024 * 1024;

/** A frame; `data` is JSON as text. */
const FRAME = z.looseObject({
  type: z.string(),
  headers: z.looseObject({ topic: z.string(), messageId: z.string() }),
  data: z.string().default(''),
});
type Frame = z.infer<typeof FRAME>;

export interface ConnectionTools {
  library: WebSocketLibrary;
  /** Holds a ticket: never logged. */
  url: string;
  log: ChannelLog;
  /** A silent partner is given up after two of these, ms. */
  heartbeatMs: number;
  onReady: () => void;
  /** Takes what the robot was told; rejects when it must be told again. */
  onRobotMessage: (data: string) => Promise<void>;
}

/** One connection. It does not mend itself; `ended` says why it is over. */
export interface Connection {
  ended: Promise<string>;
  close(): void;
}

/** Opens a connection. */
export function openConnection(tools: ConnectionTools): Connection {
  const { library, url, log, heartbeatMs, onReady } = tools;
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  const socket = new library.WebSocket(url, {
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    maxPayload: MOST_FRAME_BYTES,
    followRedirects: false,
  });
  const stopHeartbeat = keepAlive(socket, heartbeatMs);
  const end = (reason: string) => {
    stopHeartbeat();
    resolve(reason);
  };
  const leave = () => {
    close(socket);
    end('the platform takes the connection down');
  };
  socket.on('open', onReady);
  socket.on('error', () => end('the connection failed'));
  socket.on('close', (code) => end(`the connection was closed (${code})`));
  socket.on('message', (data) => {
    const frame = readFrame(String(data));
    if (!frame) log.warn({ platform: 'dingtalk' }, 'a frame that is none');
    else if (isFarewell(frame)) leave();
    else
      answerFrame(frame, socket, tools).catch(() =>
        log.warn({ platform: 'dingtalk' }, 'a message was not taken in'),
      );
  });
  return { ended, close: () => close(socket) };
}

/** Says goodbye, but does not wait long for the answer. */
function close(socket: Socket): void {
  socket.close();
  setTimeout(() => socket.terminate(), FAREWELL_MS).unref();
}

/** Acknowledges a frame when it was taken in; the platform brings it again when it was not. */
async function answerFrame(frame: Frame, socket: Socket, { onRobotMessage }: ConnectionTools): Promise<void> {
  const { type, headers, data } = frame;
  if (type === 'SYSTEM') {
    if (headers.topic === 'ping') acknowledge(socket, frame, data);
  } else if (type === 'CALLBACK' && headers.topic === ROBOT_TOPIC) {
    await onRobotMessage(data);
    acknowledge(socket, frame, JSON.stringify({ response: null }));
  } else {
    acknowledge(socket, frame, JSON.stringify({ status: 'SUCCESS', message: 'not used' }));
  }
}

function acknowledge(socket: Socket, { headers }: Frame, data: string): void {
  if (socket.readyState !== socket.OPEN) return;
  const { messageId } = headers;
  const answer = { code: 200, headers: { contentType: 'application/json', messageId }, message: 'OK', data };
  socket.send(JSON.stringify(answer), () => {});
}

/** The platform takes the connection down soon: a new one is opened as for every closed one. */
function isFarewell({ type, headers }: Frame): boolean {
  return type === 'SYSTEM' && headers.topic === 'disconnect';
}

/** Ends a connection whose other side is silently gone. */
function keepAlive(socket: Socket, heartbeatMs: number): () => void {
  let alive = true;
  const hear = () => {
    alive = true;
  };
  socket.on('pong', hear);
  socket.on('message', hear);
  const timer = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, heartbeatMs);
  return () => clearInterval(timer);
}

function readFrame(text: string): Frame | null {
  try {
    return FRAME.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
