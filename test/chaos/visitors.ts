/** People at the chat page, who send the same message again when the connection breaks. */

interface Visit {
  chatId: string;
  id: string;
  text: string;
  answer: string | null;
}

/** Visitors over the page's own API. */
export function createVisitors() {
  const visits: Visit[] = [];
  const outcomes = { asked: 0, answered: 0, changed: 0 };
  const post = async (port: number, { chatId, id, text }: Visit): Promise<string | null> => {
    try {
      const reply = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chatId, id, text }),
      });
      return reply.ok ? await reply.text() : null;
    } catch {
      return null;
    }
  };
  const settle = (visit: Visit, answer: string | null) => {
    if (answer === null) return;
    if (visit.answer === null) outcomes.answered += 1;
    else if (visit.answer !== answer) outcomes.changed += 1;
    visit.answer ??= answer;
  };
  return {
    outcomes,
    async ask(port: number, id: string, text: string): Promise<void> {
      const visit: Visit = { chatId: crypto.randomUUID(), id, text, answer: null };
      visits.push(visit);
      outcomes.asked += 1;
      settle(visit, await post(port, visit));
    },
    /** Everybody whose connection broke sends the message again, and so do some who have their answer. */
    async retryAll(port: number): Promise<void> {
      const again = [...visits.filter((one) => one.answer === null), ...visits.slice(-20)];
      for (const visit of again) {
        settle(visit, await post(port, visit));
        await new Promise((resolve) => setTimeout(resolve, 110));
      }
    },
  };
}
