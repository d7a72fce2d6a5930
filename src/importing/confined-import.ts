/** Reads and understands a file in a process of its own: whatever happens there, it is one refusal of that file. */
import { fileURLToPath } from 'node:url';
import { type Ended, runConfined } from '../confined/run.ts';
import type { ReadLimits } from '../documents/limits.ts';
import { admit } from '../documents/read.ts';
import { refusal, type SourceFile } from '../documents/reader.ts';
import { InputError } from '../domain/errors.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { ImportOptions } from './import-file.ts';
import { IMPORT_LIMITS, type ImportLimits } from './limits.ts';
import { createReplyReader } from './reply.ts';
import { STOPPED } from './wording.ts';

/** What the process is told, beside the bytes on its standard input. */
export interface ImportRequest {
  name: string;
  options: ImportOptions;
  limits: ReadLimits;
}

/** What a confined import is run with; other than the program's own in tests. */
export interface ImportRun {
  limits?: ImportLimits;
  script?: string;
}

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/**
 * @throws InputError with every problem of the file, also when the process crashed or had to be stopped; its `cause`
 * then holds what the process wrote on standard error
 */
export async function importConfined(
  file: SourceFile,
  options: ImportOptions,
  { limits = IMPORT_LIMITS, script = WORKER }: ImportRun = {},
): Promise<ImportedDocument> {
  const { name } = admit(file, limits.file);
  const reply = createReplyReader();
  const ended = await runConfined({
    script,
    request: { name, options, limits: limits.file } satisfies ImportRequest,
    input: file.bytes,
    allowance: limits.reading,
    mostMemoryBytes: Math.max(limits.reading.memoryBytes, limits.understanding.memoryBytes),
    onLine(line, allow) {
      const wasRead = reply.isRead();
      reply.take(line);
      if (reply.isRead() && !wasRead) allow(limits.understanding);
    },
  });
  const outcome = ended.how === 'finished' ? reply.outcome() : null;
  if (outcome === null)
    throw stopped({ name }, reply.isRead() ? 'understanding' : 'reading', { ended, limits });
  if ('problems' in outcome) throw new InputError(outcome.problems);
  return outcome;
}

/** A process that ended well and did not say all is broken too. */
function stopped(
  file: { name: string },
  phase: 'reading' | 'understanding',
  { ended: { how, complaint }, limits }: { ended: Ended; limits: ImportLimits },
): InputError {
  const words = STOPPED[phase];
  const { seconds } = limits[phase];
  const why = how === 'finished' ? 'failed' : how;
  const failure = refusal(file, why === 'tooLong' ? words.tooLong(seconds) : words[why]);
  failure.cause = complaint;
  return failure;
}
