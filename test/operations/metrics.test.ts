import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChannelStanding } from '../../src/domain/metrics.ts';
import { createMetrics } from '../../src/operations/metrics.ts';

const NOW = new Date('2026-03-02T01:00:00Z');

function standing(platform: string, status: ChannelStanding['state']['status']): ChannelStanding {
  return { platform, account: '', state: { status, since: NOW.toISOString(), detail: null, loginQr: null } };
}

test('counts what comes in and goes out by platform, and tells latencies in seconds', async () => {
  const metrics = createMetrics();
  metrics.received('telegram', 'text');
  metrics.received('telegram', 'text');
  metrics.duplicate('feishu');
  metrics.limited('wechat', 'flood');
  metrics.answered('telegram', { kind: 'refuse', reason: 'no_data', ms: 40 });
  metrics.command('switchChat', 'denied');
  metrics.attempted('telegram', 'again', 120);
  metrics.delivered('telegram', 'reply', 1500);
  metrics.imported('chat', 'refused');
  metrics.groundingRejected();
  const text = await metrics.text();
  for (const line of [
    'minsheng_messages_received_total{platform="telegram",kind="text"} 2',
    'minsheng_messages_duplicate_total{platform="feishu"} 1',
    'minsheng_messages_limited_total{platform="wechat",reason="flood"} 1',
    'minsheng_messages_answered_total{platform="telegram",kind="refuse"} 1',
    'minsheng_answers_refused_total{platform="telegram",reason="no_data"} 1',
    'minsheng_answer_seconds_bucket{le="0.05",platform="telegram"} 1',
    'minsheng_commands_total{command="switchChat",outcome="denied"} 1',
    'minsheng_send_attempts_total{platform="telegram",outcome="again"} 1',
    'minsheng_delivery_seconds_sum{platform="telegram",kind="reply"} 1.5',
    'minsheng_imports_total{way="chat",outcome="refused"} 1',
    'minsheng_grounding_rejections_total 1',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toMatch(/^process_resident_memory_bytes \d/m);
});

test('tells the outbox and every channel as they are at the moment of reading', async () => {
  let channels = [standing('telegram', 'ready'), standing('wechat', 'waiting_for_login')];
  const metrics = createMetrics({
    version: '1.2.3',
    outbox: async () => ({ waiting: 7, oldestDueAt: '2026-03-02T00:59:00Z', dead: 2, overdue: [] }),
    channels: () => channels,
    now: () => NOW,
  });
  const text = await metrics.text();
  expect(text).toContain('minsheng_outbox_waiting 7');
  expect(text).toContain('minsheng_outbox_oldest_due_seconds 60');
  expect(text).toContain('minsheng_outbox_dead 2');
  expect(text).toContain('minsheng_info{version="1.2.3"} 1');
  expect(text).toContain('minsheng_channel_up{platform="telegram",account=""} 1');
  expect(text).toContain('minsheng_channel_up{platform="wechat",account=""} 0');
  expect(text).toContain(
    'minsheng_channel_status{platform="wechat",account="",status="waiting_for_login"} 1',
  );
  channels = [standing('telegram', 'down')];
  const later = await metrics.text();
  expect(later).toContain('minsheng_channel_up{platform="telegram",account=""} 0');
  expect(later).not.toContain('wechat');
});

test('can be read while the database cannot, and says so', async () => {
  const metrics = createMetrics({ outbox: () => Promise.reject(new Error('database is locked')) });
  expect(await metrics.text()).toContain('minsheng_scrape_failures_total 1');
});

test('lets no text of a person into a label, and has a bounded number of labels', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 60 }),
      async (texts) => {
        const metrics = createMetrics();
        for (const text of [...texts, '张三：停车位', 'Zhang San']) metrics.limited('web', text);
        const lines = (await metrics.text()).match(/^minsheng_messages_limited_total\{.*$/gm) ?? [];
        expect(lines.length).toBeLessThanOrEqual(41);
        for (const line of lines) expect(line).toMatch(/reason="[a-z][A-Za-z0-9_-]*"\}/);
      },
    ),
    { numRuns: 20 },
  );
});
