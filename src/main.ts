import { main } from './cli.js';

await main(['node', 'thongsuot', 'serve', ...process.argv.slice(2)]);
