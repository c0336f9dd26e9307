import { parentPort } from 'node:worker_threads';
import type { LetterJob } from './letter-worker.js';

// The thread in which papers are set: nothing that answers requests is here.
parentPort!.on('message', async ({ letter, format }: LetterJob) => {
  // what sets type is loaded once it is asked for
  const bytes =
    format === 'docx'
      ? await (await import('./docx-letter.js')).letterDocx(letter)
      : await (await import('./pdf-letter.js')).letterPdf(letter);
  parentPort!.postMessage(bytes);
});
