/**
 * Where the headless command starts: `npm run -s sim -- <verb>`. All of it is in `command.ts`. The
 * command's worker threads start from this same file.
 */
import { command } from './command';
import { processIo } from './io';
import { isWorker, serve } from './worker';

if (isWorker()) {
  serve();
} else {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });

  process.exitCode = await command(process.argv.slice(2), processIo);
}
