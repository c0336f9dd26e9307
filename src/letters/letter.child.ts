import type { LetterJob } from './make-letter.js';

// The process in which papers are set: setting type takes a processor and memory for itself.
process.on('disconnect', () => process.exit(0));
process.on('message', (job: LetterJob) => {
  made(job).then(
    (bytes) => process.send!(bytes),
    // what is thrown may carry text of the paper: the process ends, and its end says enough
    () => process.exit(1),
  );
});

/** What sets type is loaded once it is asked for. */
const made = async ({ letter, format }: LetterJob): Promise<Buffer> =>
  format === 'docx'
    ? (await import('./docx-letter.js')).letterDocx(letter)
    : (await import('./pdf-letter.js')).letterPdf(letter);
