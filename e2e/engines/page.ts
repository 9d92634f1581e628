/** The page of the comparison: answers on its own thread and in a worker of its own. */
import type { Question } from './answer';
import { answer } from './answer';

interface Answered {
  readonly answer?: unknown;
  readonly failed?: string;
}

function inWorker(question: Question): Promise<unknown> {
  const worker = new Worker(new URL('./pageWorker.ts', import.meta.url), { type: 'module' });
  const answered = new Promise<unknown>((done, fail) => {
    worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      if (data.failed === undefined) done(data.answer);
      else fail(new Error(data.failed));
    };
    worker.onerror = ({ message }) => fail(new Error(`The worker failed: ${message}`));
    worker.postMessage(question);
  });
  return answered.finally(() => worker.terminate());
}

/** What the script calls. */
const engines = { page: answer, worker: inWorker };
Object.assign(window, { engines });
