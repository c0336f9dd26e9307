import { readHere } from './read-here.js';
import type { ReaderJob } from './reading-child.js';

// The process in which files are opened: parsers meet what strangers sent here, and nothing else is here.
process.on('disconnect', () => process.exit(0));
process.on('message', (job: ReaderJob) => {
  readHere({ name: job.name, bytes: job.bytes }, job.encoding, job.trust).then(
    (read) => process.send!(read),
    // what is thrown may carry text of the file: the process ends, and its end says enough
    () => process.exit(1),
  );
});
