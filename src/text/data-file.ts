/** Reads one YAML file of words or intents and checks its shape. The only home of yaml. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import { InputError } from '../domain/errors.ts';

/** The folder of intents shipped with the program; `intents/lexicon` lies in it. */
export const INTENTS_DIR = fileURLToPath(new URL('../../intents/', import.meta.url));

/**
 * The file's content in the shape of `schema`.
 * @param name path below `dir`, as shown in errors: `lexicon/headers.yaml`
 * @throws InputError naming every place that does not fit
 */
export function readDataFile<T>(name: string, schema: z.ZodType<T>, dir = INTENTS_DIR): T {
  return readYamlFile(`${dir}/${name}`, schema, `intents/${name}`);
}

/**
 * The content of any YAML file in the shape of `schema`.
 * @param where how errors name the file
 * @throws InputError naming every place that does not fit
 */
export function readYamlFile<T>(path: string, schema: z.ZodType<T>, where = path): T {
  let raw: unknown;
  try {
    raw = parseYaml(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError([{ where, message: `读不了：${(error as Error).message.split('\n')[0]}` }]);
  }
  const checked = schema.safeParse(raw);
  if (checked.success) return checked.data;
  throw new InputError(
    checked.error.issues.map((issue) => ({
      where,
      message: `${issue.path.join('.') || '文件'}：${issue.message}`,
    })),
  );
}

/** Where a fault stands is worked out only when there is one: that takes as long as reading. */
function parseYaml(text: string): unknown {
  try {
    return parse(text, { prettyErrors: false });
  } catch {
    return parse(text);
  }
}

/** Names of the YAML files directly in a folder, sorted. */
export function listDataFiles(dir = INTENTS_DIR): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}
