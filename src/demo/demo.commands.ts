import type { AddCommands } from '../platform/command-line.js';

export const addDemoCommands: AddCommands = (program) => {
  program.command('demo').description('dữ liệu trình diễn / demonstration data');
};
