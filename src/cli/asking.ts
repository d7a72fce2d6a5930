/** Asking an app without a channel: a message from the operator, and the answer as terminal text. */
import { render } from '../adapters/render.ts';
import type { App, Asker } from '../app.ts';
import type { Answer } from '../domain/answer.ts';
import type { Capabilities, Role } from '../domain/message.ts';

/** Roles that `--role` and question files may name. */
export const ROLES = ['resident', 'staff', 'leader', 'operator'] as const satisfies readonly Role[];

/** Plain lines, choices numbered. */
const PLAIN: Capabilities = {
  maxLength: 100_000,
  buttons: false,
  markdown: false,
  images: false,
  files: false,
};

/** One turn of a conversation; the same `chatId` continues it. */
export interface Turn {
  chatId: string;
  /** Unique within the conversation. */
  id: string;
  text: string;
}

/** Answers one turn. */
export function askApp(app: App, turn: Turn, asker: Asker): Promise<Answer> {
  const person = { platform: 'cli', chatKind: 'private', personId: 'operator', addressed: true } as const;
  return app.answer({ ...person, ...turn }, asker);
}

/** The whole answer as it would be sent, choices as numbered lines. */
export function answerText(answer: Answer): string {
  return render(answer, PLAIN)
    .map((message) => message.text)
    .join('\n');
}
