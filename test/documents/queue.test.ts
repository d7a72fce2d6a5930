import { expect, test } from 'vitest';
import { createReadingQueue } from '../../src/documents/queue.ts';
import { InputError } from '../../src/domain/errors.ts';

const file = { name: '表.docx' };

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('no more are read at once than allowed, the others in the order in which they came', async () => {
  const queue = createReadingQueue({ atOnce: 2, waiting: 3 });
  const begun: number[] = [];
  const jobs = [0, 1, 2, 3, 4].map(held);
  const runs = jobs.map((job, index) =>
    queue.run(file, () => {
      begun.push(index);
      return job.work();
    }),
  );
  await settled();
  expect(begun).toEqual([0, 1]);
  jobs[1]!.end();
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  for (const job of jobs) job.end();
  await Promise.all(runs);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

test('when too many wait, the next is told to come later', async () => {
  const queue = createReadingQueue({ atOnce: 1, waiting: 1 });
  const job = held();
  const runs = [queue.run(file, job.work), queue.run(file, async () => 'second')];
  const refused: unknown = await queue.run(file, async () => 'third').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(InputError);
  expect((refused as InputError).message).toBe('表.docx：正在读取的文件太多，请过几分钟再发');
  job.end();
  expect(await Promise.all(runs)).toEqual([undefined, 'second']);
  expect(await queue.run(file, async () => 'later')).toBe('later');
});

test('a reading that fails makes room for the next', async () => {
  const queue = createReadingQueue({ atOnce: 1, waiting: 0 });
  const failing = queue.run(file, () => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
  expect(await queue.run(file, async () => 'next')).toBe('next');
});
