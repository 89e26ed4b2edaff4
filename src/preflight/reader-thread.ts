// pdf.js in a thread of its own, with limits: a file made to keep a reader busy for ever is given up, not waited for. In the
// thread of the program pdf.js would never let a clock have its turn.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

export interface ReadingLimits {
  /** Seconds that one answer, such as the text of a page, may take. */
  readonly answerSeconds: number;
  /** Seconds that the whole file may take. */
  readonly fileSeconds: number;
}

export const DEFAULT_LIMITS: ReadingLimits = { answerSeconds: 30, fileSeconds: 300 };

/** A limit was reached; nothing more comes from the thread. */
export class ReadingStopped extends Error {
  override readonly name: string = 'ReadingStopped';
}

export interface ReaderThread {
  /** For `getDocument`. */
  readonly worker: InstanceType<PdfJs['PDFWorker']>;
  /** Settles as the answer does, or rejects with ReadingStopped when it does not come in time. */
  readonly within: <T>(answer: Promise<T>) => Promise<T>;
  close(): Promise<void>;
}

/** What runs in the thread: the reader of pdf.js at the other end of the channel. */
const PROGRAM = `
const { workerData } = require('node:worker_threads');
import(workerData.reader).then(({ WorkerMessageHandler }) => WorkerMessageHandler.initializeFromPort(workerData.port));
`;

/** Starts a thread; it ends with `close`, or when a limit is reached. */
export function startReaderThread(pdfjs: PdfJs, limits: ReadingLimits): ReaderThread {
  // Loaded when used: other commands start without it.
  const { MessageChannel, Worker } = process.getBuiltinModule('node:worker_threads');
  const reader = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(PROGRAM, {
    eval: true,
    workerData: { reader: pathToFileURL(reader).href, port: port2 },
    transferList: [port2],
    stdout: true,
    stderr: true,
  });
  let stop: (reason: ReadingStopped) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = reject));
  stopped.catch(() => undefined);
  const end = (reason: string): void => {
    stop(new ReadingStopped(reason));
    void thread.terminate();
    port1.close();
  };
  thread.on('error', (error) => end(`the reader failed: ${error.message}`));
  const whole = setTimeout(() => end(`the file took longer than ${limits.fileSeconds} s`), limits.fileSeconds * 1000); // prettier-ignore
  // What pdf.js takes for the port of a browser's worker: Node's has what it uses.
  const worker = new pdfjs.PDFWorker({ port: port1 as never });
  return {
    worker,
    async within(answer) {
      const one = setTimeout(() => end(`it took longer than ${limits.answerSeconds} s`), limits.answerSeconds * 1000); // prettier-ignore
      try {
        return await Promise.race([answer, stopped]);
      } finally {
        clearTimeout(one);
        answer.catch(() => undefined);
      }
    },
    async close() {
      clearTimeout(whole);
      worker.destroy();
      port1.close();
      await thread.terminate();
    },
  };
}
