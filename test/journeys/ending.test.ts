import { expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { RealProcess } from '../support/real-process.js';

it('a server that is told twice to end, by the terminal and by npm, ends once and in order', async () => {
  const database = await freshDatabase();
  try {
    const server = RealProcess.start(database, ['worker']);
    await server.works();
    server.signal('SIGINT');
    server.signal('SIGTERM');
    expect(await server.ended).toEqual([0, null]);
  } finally {
    await database.drop();
  }
});
