/** Node's side of the comparison: imported by the script, and started by it as a worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Question } from './answer';
import { answer } from './answer';

export { answer };
export { differenceOf } from '../../src/lab/golden/quarters';
export { comparedRecord, divergenceText, firstDivergence } from '../../src/session/divergence';

/** What the script starts its thread with. */
const WORKER_DATA = 'conclave:engines';

if (workerData === WORKER_DATA) {
  parentPort?.on('message', (question: Question) => {
    answer(question).then(
      (result) => parentPort?.postMessage({ answer: result }),
      (error: unknown) => parentPort?.postMessage({ failed: String(error) }),
    );
  });
}
