import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createConsoleAdapter } from '../../src/adapters/console/adapter.ts';
import type { Handle } from '../../src/domain/channel.ts';
import { type Harness, plainMessage, runAdapterContract } from './contract.ts';

interface Terminal {
  input: PassThrough;
  adapter: ReturnType<typeof createConsoleAdapter>;
  printed: () => string;
}

function openTerminal(terminal: boolean): Terminal {
  const input = new PassThrough();
  const output = new PassThrough();
  const chunks: string[] = [];
  output.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  let made = 0;
  const newId = () => `id-${++made}`;
  const adapter = createConsoleAdapter({ input, output, terminal, newId });
  return { input, adapter, printed: () => chunks.join('') };
}

async function openHarness(handle: Handle): Promise<Harness> {
  const { input, adapter, printed } = openTerminal(false);
  let inFlight = 0;
  await adapter.start(async (message) => {
    inFlight += 1;
    return handle(message).finally(() => {
      inFlight -= 1;
    });
  });
  const say = async (text: string) => {
    const before = printed().length;
    input.write(`${text}\n`);
    for (let quiet = 0; quiet < 5; quiet = inFlight > 0 ? 0 : quiet + 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return printed().slice(before);
  };
  return { adapter, say, choose: (index) => say(String(index + 1)) };
}

runAdapterContract({
  platform: 'console',
  open: openHarness,
  neverRedelivers: '(a terminal makes its own ids and sends every line once)',
});

const CHOICES = [
  { label: '甲区', text: '甲区停车位' },
  { label: '乙区', text: '乙区停车位' },
];

const echo: Handle = async ({ text }) => [plainMessage(`听到：${text}`, text === '停车位' ? CHOICES : [])];

describe('the terminal', () => {
  it('answers piped lines in order, without a prompt, and is closed at their end', async () => {
    const { input, adapter, printed } = openTerminal(false);
    await adapter.start(echo);
    input.end('停车位\n2\n第三问');
    await adapter.closed;
    expect(printed()).toBe('听到：停车位\n1. 甲区\n2. 乙区\n\n听到：乙区停车位\n\n听到：第三问\n\n');
  });

  it('takes a number that is not offered as text', async () => {
    const { input, adapter, printed } = openTerminal(false);
    await adapter.start(echo);
    input.end('停车位\n3\n0\n1\n');
    await adapter.closed;
    expect(printed()).toMatch(/听到：3\n\n听到：0\n\n听到：1\n\n$/);
  });

  it('welcomes, prompts and leaves cleanly on Ctrl-C', async () => {
    const { input, adapter, printed } = openTerminal(true);
    await adapter.start(echo);
    input.write('你好\r');
    await new Promise((resolve) => setTimeout(resolve, 20));
    input.write('\u0003');
    await adapter.closed;
    expect(printed()).toContain('Ctrl-C');
    expect(printed()).toMatch(/问> .*听到：你好\n\n.*问> /s);
  });

  it('prints no control characters that a document may hold', async () => {
    const { input, adapter, printed } = openTerminal(false);
    await adapter.start(async () => [plainMessage('停车位\u001b[2J3216个\u0007')]);
    input.end('问\n');
    await adapter.closed;
    expect(printed()).toBe('停车位[2J3216个\n\n');
  });
});
