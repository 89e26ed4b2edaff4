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
  /** Memory that reading may take, besides twice the size of the file; default 1024 MB. */
  readonly megabytes?: number | undefined;
}

export const DEFAULT_LIMITS: ReadingLimits = { answerSeconds: 30, fileSeconds: 300, megabytes: 1024 };

const MEGABYTE = 1024 * 1024;
/** Milliseconds between two looks at the memory: a thread can take about 200 MB in this time. */
const WATCH_EVERY = 50;
/** What V8 may use, above every limit. */
const V8_MEGABYTES = 8192;
/** Warnings of pdf.js that are kept; a file may cause millions. */
const MAX_WARNINGS = 1000;

/** A limit was reached; nothing more comes from the thread. */
export class ReadingStopped extends Error {
  override readonly name: string = 'ReadingStopped';
}

export interface ReaderThread {
  /** For `getDocument`. */
  readonly worker: InstanceType<PdfJs['PDFWorker']>;
  /** Settles as the answer does, or rejects with ReadingStopped when it does not come in time. */
  readonly within: <T>(answer: Promise<T>) => Promise<T>;
  /** What pdf.js has complained of since this was last asked. */
  readonly takeWarnings: () => readonly string[];
  close(): Promise<void>;
}

/**
 * What runs in the thread: the reader of pdf.js at the other end of the channel. Its warnings go through the same channel, so that they
 * come before the answer they belong to; pdf.js passes over messages that name no receiver.
 */
const PROGRAM = `
const { workerData } = require('node:worker_threads');
let left = ${MAX_WARNINGS};
console.warn = (message) => {
  if (left-- > 0) workerData.port.postMessage({ warning: String(message).slice(0, 300) });
};
import(workerData.reader).then(({ WorkerMessageHandler }) => WorkerMessageHandler.initializeFromPort(workerData.port));
`;

/** Starts a thread; it ends with `close`, or when a limit is reached. */
export function startReaderThread(pdfjs: PdfJs, limits: ReadingLimits): ReaderThread {
  const megabytes = limits.megabytes ?? 1024;
  // Loaded when used: other commands start without it.
  const { MessageChannel, Worker } = process.getBuiltinModule('node:worker_threads');
  const reader = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(PROGRAM, {
    eval: true,
    workerData: { reader: pathToFileURL(reader).href, port: port2 },
    transferList: [port2],
    // V8 ends the whole program where one array does not fit; the memory is watched below, and given up before.
    resourceLimits: { maxOldGenerationSizeMb: V8_MEGABYTES },
    stdout: true,
    stderr: true,
  });
  const warnings: string[] = [];
  port1.on('message', (message: { readonly warning?: unknown }) => {
    if (typeof message.warning === 'string') warnings.push(message.warning);
  });
  let stop: (reason: ReadingStopped) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = reject));
  stopped.catch(() => undefined);
  const end = (reason: string): void => {
    stop(new ReadingStopped(reason));
    clearInterval(watch);
    void thread.terminate();
    port1.close();
  };
  const tooLarge = `it took more than ${Math.round(megabytes)} MB of memory`;
  thread.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge : `the reader failed: ${error.message}`)); // prettier-ignore
  // Buffers are outside of what V8 limits, and so is what has come over to this thread.
  const before = process.memoryUsage.rss();
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > megabytes * MEGABYTE) end(tooLarge);
  }, WATCH_EVERY);
  const whole = setTimeout(() => end(`the file took longer than ${limits.fileSeconds} s`), limits.fileSeconds * 1000); // prettier-ignore
  // What pdf.js takes for the port of a browser's worker: Node's has what it uses.
  const worker = new pdfjs.PDFWorker({ port: port1 as never, verbosity: 1 });
  return {
    worker,
    takeWarnings: () => warnings.splice(0),
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
      clearInterval(watch);
      worker.destroy();
      port1.close();
      await thread.terminate();
    },
  };
}
