/** A local server that speaks the chat completions of OpenAI-compatible model servers. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request. */
export type ModelReply =
  | { text: string; finishReason?: string }
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Sends raw bytes as the body of a 200. */
  | { raw: string }
  /** Sends the head and a beginning, then breaks the connection. */
  | { broken: true }
  /** Sends a byte every 50 ms and never comes to an end. */
  | { dribble: true }
  /** Never answers. */
  | { silent: true };

/** A request as it arrived. */
export interface ModelRequest {
  path: string;
  authorization: string;
  model: string;
  messages: { role: string; content: string }[];
}

export interface ModelServer {
  /** With `/v1`. */
  url: string;
  requests: ModelRequest[];
  stop(): Promise<void>;
}

export interface ModelServerOptions {
  /** Answers the request with that number, 0-based. */
  reply: (request: ModelRequest, index: number) => ModelReply;
}

/** Listens on a free port of 127.0.0.1. */
export async function startModelServer({ reply }: ModelServerOptions): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming);
    requests.push(request);
    send(outgoing, reply(request, requests.length - 1), timers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<ModelRequest> {
  let body = '';
  for await (const part of incoming.setEncoding('utf8')) body += part;
  const { model, messages } = JSON.parse(body) as Pick<ModelRequest, 'model' | 'messages'>;
  return { path: incoming.url ?? '', authorization: incoming.headers.authorization ?? '', model, messages };
}

function send(outgoing: ServerResponse, reply: ModelReply, timers: Set<NodeJS.Timeout>): void {
  if ('silent' in reply) return;
  if ('status' in reply) {
    outgoing.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    outgoing.end(reply.body ?? '{"error":{"message":"no"}}');
    return;
  }
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  if ('text' in reply) outgoing.end(completion(reply.text, reply.finishReason ?? 'stop'));
  else if ('raw' in reply) outgoing.end(reply.raw);
  else if ('broken' in reply) outgoing.write('{"choices":[{"mess', () => outgoing.destroy());
  else timers.add(setInterval(() => outgoing.write(' '), 50));
}

function completion(content: string, finishReason: string): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'test',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finishReason }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
}
