import { openTables } from '../files/index.js';
import type { TableJob } from './read-tables.js';

// The process in which lists are opened: parsers meet what strangers sent here, and nothing else is here.
process.on('disconnect', () => process.exit(0));
process.on('message', (job: TableJob) => {
  openTables(job.bytes).then(
    (tables) => process.send!(tables),
    // what is thrown may carry text of the file: the process ends, and its end says enough
    () => process.exit(1),
  );
});
