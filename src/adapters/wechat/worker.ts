/**
 * The process that wechaty runs in: it is heavy and may throw, hang or go deaf, and none of it touches the program. It is
 * told where to connect, reports what it hears, sends what it is told, and ends when it cannot go on or the program ends.
 */
import { type Fault, faultOf } from './faults.ts';
import type { Order, Report } from './protocol.ts';
import { connect, type Session } from './session.ts';

const report = (news: Report) => {
  if (process.connected) process.send?.(news, undefined, undefined, () => {});
};

/** Ends once the news is on its way: `exit` alone would lose it. */
const lose = (fault: Fault) => {
  const leave = () => process.exit(1);
  if (!process.connected) leave();
  process.send?.({ type: 'lost', fault } satisfies Report, undefined, undefined, leave);
  setTimeout(leave, 500);
};

/** Thrown while an event was read, they leave the stream of events standing still without a word. */
const BROKEN = [SyntaxError, TypeError, RangeError, ReferenceError];

let session: Session | null = null;

async function follow(order: Order): Promise<void> {
  switch (order.type) {
    case 'connect':
      session = await connect(order.connection, order.timings, { report, lose });
      return;
    case 'send':
      if (session) report({ type: 'sent', number: order.number, sent: await session.send(order.outgoing) });
      return;
    case 'leave':
      await session?.close();
      process.exit(0);
      return;
    default:
      return order satisfies never;
  }
}

process.umask(0o077);
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (error) => lose(faultOf(error, 'crashed')));
process.on('unhandledRejection', (error) => {
  const fault = faultOf(error, 'crashed');
  if (BROKEN.some((kind) => error instanceof kind)) lose(fault);
  else report({ type: 'stumbled', fault });
});
process.on('message', (order: Order) => {
  follow(order).catch((error) => lose(faultOf(error, 'crashed')));
});
