/** The web worker of the comparison. */
import type { Question } from './answer';
import { answer } from './answer';

self.onmessage = ({ data }: MessageEvent<Question>) => {
  answer(data).then(
    (result) => self.postMessage({ answer: result }),
    (error: unknown) => self.postMessage({ failed: String(error) }),
  );
};
