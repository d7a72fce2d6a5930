/** Callbacks of the app → messages as the program knows them. */
import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import type { Attachment, IncomingMessage } from '../../domain/message.ts';
import { pressedChoice } from './card.ts';
import { textAt, valueAt } from './values.ts';

const PARSER = new XMLParser({ processEntities: false, parseTagValue: false, ignoreAttributes: true });

/** The fields of `<xml>…</xml>`; null when it is no such thing or declares entities. */
export function parseXml(xml: string): unknown {
  if (/^\s*(?:<\?[^>]*>\s*)?<!/.test(xml)) return null;
  try {
    const fields = valueAt(PARSER.parse(xml), 'xml');
    return typeof fields === 'object' && fields !== null ? fields : null;
  } catch {
    return null;
  }
}

/** A callback as a message; null for events that say nothing to the program, or for another app. */
export function messageOfXml(
  fields: unknown,
  { corpId, agentId }: { corpId: string; agentId: string },
): IncomingMessage | null {
  const personId = textAt(fields, 'FromUserName');
  const agent = textAt(fields, 'AgentID');
  const content = contentOf(fields);
  const id = idOf(fields);
  if (!personId || !content || !id || (agent !== '' && agent !== agentId)) return null;
  return {
    platform: 'wecom-app',
    account: `${corpId}/${agentId}`,
    id,
    chatId: personId,
    chatKind: 'private',
    personId,
    ...content,
    addressed: true,
  };
}

/** Events have no id of their own, but a redelivered one differs in nothing. */
function idOf(fields: unknown): string {
  const id = textAt(fields, 'MsgId');
  if (id !== '' || textAt(fields, 'MsgType') !== 'event') return id;
  const marks = ['FromUserName', 'CreateTime', 'Event', 'EventKey', 'TaskId'].map((name) =>
    textAt(fields, name),
  );
  return `event-${createHash('sha256').update(marks.join('\n')).digest('hex').slice(0, 32)}`;
}

type Content = Pick<IncomingMessage, 'text' | 'choice' | 'attachments'>;

/** Voices, places and the like become an empty text: the program says what it can read. */
function contentOf(fields: unknown): Content | null {
  switch (textAt(fields, 'MsgType')) {
    case 'text':
      return { text: textAt(fields, 'Content').trim() };
    case 'image':
      return withFile(fields, { kind: 'image', name: '' });
    case 'file':
      return withFile(fields, {
        kind: 'document',
        name: textAt(fields, 'FileName') || textAt(fields, 'Title'),
      });
    case 'event':
      return pressedButton(fields);
    case '':
      return null;
    default:
      return { text: '' };
  }
}

function withFile(fields: unknown, file: Pick<Attachment, 'kind' | 'name'>): Content | null {
  const mediaId = textAt(fields, 'MediaId');
  return mediaId ? { text: '', attachments: [{ ...file, size: null, ref: mediaId }] } : null;
}

function pressedButton(fields: unknown): Content | null {
  if (textAt(fields, 'Event') !== 'template_card_event') return null;
  const choice = pressedChoice(textAt(fields, 'EventKey'));
  return choice && { text: '', choice };
}
