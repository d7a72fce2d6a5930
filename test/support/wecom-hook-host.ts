/** Serves a messenger's hooks over HTTP, as the program does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Messenger } from '../../src/domain/channel.ts';

/** `url` is where the hooks are: `…/hooks/PLATFORM`. */
export async function startHookHost({
  platform,
  hooks = {},
}: Pick<Messenger, 'platform' | 'hooks'>): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const hook = hooks[url.pathname.split('/').at(-1) ?? ''];
    if (!hook) return void response.writeHead(404).end();
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const query = Object.fromEntries(url.searchParams);
    const method = request.method === 'GET' ? 'GET' : 'POST';
    const answer = await hook({ method, headers: {}, query, body });
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/${platform}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
