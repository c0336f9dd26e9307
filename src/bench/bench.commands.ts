import type { AddCommands } from '../platform/command-line.js';

export const addBenchCommands: AddCommands = (program) => {
  program.command('bench').description('đo tốc độ / measure speed');
};
