/**
 * All that the headless command touches of the world: two streams and files. A value, so that tests
 * can run the command without any of them.
 */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { once } from 'node:events';

/** Where lines of a trace go. */
export interface LineSink {
  /** Writes a line; resolves when more may be written. */
  line(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface Io {
  /** Writes to stdout: JSON only. */
  out(text: string): void;
  /** Writes a line to stderr: words for a person. */
  say(line: string): void;
  /** Replaces the line that tells how far something is; absent where no person looks on. */
  readonly progress?: (text: string) => void;
  /** The bytes of a file, or of stdin for `-`, at most `bytesMax` of them. Rejects with `code`. */
  read(path: string, bytesMax: number): Promise<Uint8Array>;
  /** Opens a file to be written line by line. Rejects with `code`. */
  lines(path: string): Promise<LineSink>;
}

/** The first `bytesMax` bytes of stdin. */
async function readStdin(bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= bytesMax) break;
  }
  return Buffer.concat(chunks).subarray(0, bytesMax);
}

/** The first `bytesMax` bytes of a file, whatever its size. */
async function readFile(path: string, bytesMax: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    while (size < bytesMax) {
      const buffer = Buffer.alloc(Math.min(65_536, bytesMax - size));
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

async function openLines(path: string): Promise<LineSink> {
  const stream = createWriteStream(path, { encoding: 'utf8' });
  await once(stream, 'open');
  return {
    async line(text) {
      if (!stream.write(`${text}\n`)) await once(stream, 'drain');
    },
    async close() {
      stream.end();
      await once(stream, 'finish');
    },
  };
}

/** The real streams and files. */
export const processIo: Io = {
  out: (text) => {
    process.stdout.write(text);
  },
  say: (line) => {
    process.stderr.write(`${line}\n`);
  },
  ...(process.stderr.isTTY && {
    // Back to the start of the line and clear it; the line of the next `say` begins clean.
    progress: (text: string) => void process.stderr.write(`\r\u001b[K${text}`),
  }),
  read: (path, bytesMax) => (path === '-' ? readStdin(bytesMax) : readFile(path, bytesMax)),
  lines: openLines,
};
