/** Reads the content of a message: its text and its files. */
import { z } from 'zod';
import { ID, type Resource } from './api.ts';

/** A file named by a message. */
export interface NamedFile {
  key: string;
  type: Resource['type'];
  name: string;
}

/** What a message says. */
export interface Said {
  text: string;
  files: NamedFile[];
}

/** What stands in for each mention, by its key in the text: `@_user_1`. */
type Names = ReadonlyMap<string, string>;

const TEXT = z.looseObject({ text: z.string() });
const IMAGE = z.looseObject({ image_key: z.string() });
const FILE = z.looseObject({ file_key: z.string(), file_name: z.string().default('') });
const NODE = z.looseObject({
  tag: z.string(),
  text: z.string().default(''),
  user_id: z.string().default(''),
  image_key: z.string().default(''),
});
const POST = z.looseObject({ title: z.string().default(''), content: z.array(z.array(NODE)) });

/** The text and files of a message; nothing of kinds that say nothing (stickers, calls …). Never throws. */
export function contentOf(type: string, json: string, names: Names): Said {
  const content = parse(json);
  const said = read(type, content, names);
  return { text: said.text.toWellFormed().trim(), files: said.files.filter(({ key }) => ID.test(key)) };
}

function read(type: string, content: unknown, names: Names): Said {
  switch (type) {
    case 'text':
      return { text: withNames(TEXT.safeParse(content).data?.text ?? '', names), files: [] };
    case 'post':
      return readPost(content, names);
    case 'image': {
      const key = IMAGE.safeParse(content).data?.image_key;
      return { text: '', files: key ? [{ key, type: 'image', name: '' }] : [] };
    }
    case 'file': {
      const file = FILE.safeParse(content).data;
      return { text: '', files: file ? [{ key: file.file_key, type: 'file', name: file.file_name }] : [] };
    }
    default:
      return { text: '', files: [] };
  }
}

function readPost(content: unknown, names: Names): Said {
  const post = POST.safeParse(content).data;
  if (!post) return { text: '', files: [] };
  const lines = post.content.map((line) => line.map((node) => nodeText(node, names)).join(''));
  const images = post.content.flat().filter(({ tag, image_key }) => tag === 'img' && image_key !== '');
  return {
    text: [post.title, ...lines].filter((line) => line !== '').join('\n'),
    files: images.map(({ image_key }) => ({ key: image_key, type: 'image', name: '' })),
  };
}

function nodeText({ tag, text, user_id }: z.infer<typeof NODE>, names: Names): string {
  return tag === 'at' ? (names.get(user_id) ?? '') : withNames(text, names);
}

/** Keys of mentions become names; the bot's own and the call to everybody vanish. */
function withNames(text: string, names: Names): string {
  return text.replace(/@_(?:user_\d+|all)\b/g, (key) => names.get(key) ?? '');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
