/** The entrance of the command line. */
import { runCommand } from './run.ts';

// A reader that has seen enough (`export | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stdin: process.stdin,
  stdout: process.stdout,
});

const FAREWELL_MS = 5000;

/** What a chat library leaves open must not keep a finished command alive; output that is still being read may. */
function leave(): void {
  if (process.stdout.writableLength === 0) process.exit();
  setTimeout(leave, FAREWELL_MS).unref();
}

setTimeout(leave, FAREWELL_MS).unref();
