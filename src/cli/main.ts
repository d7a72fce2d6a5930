/** The entrance of the command line. */
import { runCommand } from './run.ts';

// A reader that has seen enough (`export | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

const terminal = {
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
  stdin: process.stdin,
  stdout: process.stdout,
};

process.exitCode = await runCommand(process.argv.slice(2), { environment: process.env, terminal });

const FAREWELL_MS = 5000;

/** What a chat library leaves open must not keep a finished command alive; output that is still being read may. */
function leave(): void {
  if (process.stdout.writableLength === 0) process.exit();
  setTimeout(leave, FAREWELL_MS).unref();
}

setTimeout(leave, FAREWELL_MS).unref();
