import type { Reading } from '../model/markdown';
import { workerFile } from './file';

/** Until then a reading may go on, from when its worker is there. */
const LONGEST = 3_000;

/** A worker that waits for a text. */
let idle: ReadingWorker | null = null;

/** Reads Markdown beside the page, which stays usable: a reading that takes too long is ended, with its worker. */
export async function readMarkdown(text: string, signal: AbortSignal): Promise<Reading> {
  const worker = idle ?? new ReadingWorker();
  idle = null;
  const reading = await worker.read(text, signal);
  keep(worker);
  return reading;
}

/** One is enough. */
function keep(worker: ReadingWorker): void {
  if (worker.isUsable) {
    idle?.end();
    idle = worker;
  }
}

class ReadingWorker {
  isUsable = true;
  private readonly worker = new Worker(workerFile('markdown'), { type: 'module' });
  /** Whether it is there: it says so by a message without a reading. */
  private isThere = false;
  private timer = 0;

  read(text: string, signal: AbortSignal): Promise<Reading> {
    return new Promise((done) => {
      const give = (reading: Reading) => {
        window.clearTimeout(this.timer);
        signal.removeEventListener('abort', stop);
        done(reading);
      };
      const fail = (problem: string) => {
        this.end();
        give({ problem });
      };
      const stop = () => fail('it is not wanted any more');
      const begin = () => {
        this.isThere = true;
        this.timer = window.setTimeout(() => fail('reading it as Markdown takes too long'), LONGEST);
        this.worker.postMessage(text);
      };
      signal.addEventListener('abort', stop);
      this.worker.onerror = () => fail('it cannot be read as Markdown here');
      this.worker.onmessage = ({ data }: MessageEvent<Reading | null>) => (data === null ? begin() : give(data));
      if (this.isThere) {
        begin();
      }
    });
  }

  end(): void {
    this.isUsable = false;
    this.worker.terminate();
  }
}
