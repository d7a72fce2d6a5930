import { expect, it } from 'vitest';
import { createWebAdapter } from '../../src/adapters/web/adapter.ts';
import type { Handle } from '../../src/domain/channel.ts';
import type { Choice } from '../../src/domain/message.ts';
import { createWebApp } from '../../src/web/app.ts';
import { listen } from '../../src/web/server.ts';
import { fakePorts } from '../web/fakes.ts';
import { type Harness, plainMessage, runAdapterContract } from './contract.ts';

interface Reply {
  messages?: { text: string; choices: Choice[] }[];
  error?: string;
}

function createAdapter() {
  return createWebAdapter({
    open: (handle) => listen(createWebApp(fakePorts({ handle })), { host: '127.0.0.1', port: 0 }),
  });
}

async function openHarness(handle: Handle): Promise<Harness> {
  const adapter = createAdapter();
  await adapter.start(handle);
  const chatId = crypto.randomUUID();
  let choices: Choice[] = [];
  const say = async (text: string, id: string) => {
    const response = await fetch(`${adapter.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id, chatId, text }),
    });
    const { messages = [], error = '' } = (await response.json()) as Reply;
    choices = messages.flatMap((message) => message.choices);
    return [error, ...messages.map((message) => message.text), ...choices.map((choice) => choice.label)].join(
      '\n',
    );
  };
  return { adapter, say, choose: (index) => say(choices[index]!.text, crypto.randomUUID()) };
}

runAdapterContract({ platform: 'web', open: openHarness, neverRedelivers: null });

it('knows the address that was really bound, only while it listens', async () => {
  const adapter = createAdapter();
  expect(adapter.url).toBeNull();
  await adapter.start(async () => [plainMessage('好')]);
  expect(adapter.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
  await adapter.stop();
  expect(adapter.url).toBeNull();
});

it('says in Chinese that an address is taken', async () => {
  const first = createAdapter();
  await first.start(async () => []);
  const port = Number(new URL(first.url!).port);
  const second = createWebAdapter({
    open: () => listen(createWebApp(fakePorts()), { host: '127.0.0.1', port }),
  });
  await expect(second.start(async () => [])).rejects.toThrow(`网页地址 127.0.0.1:${port}：已被别的程序占用`);
  await first.stop();
});
