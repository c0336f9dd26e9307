import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { COMMANDS } from '../../src/cli.js';

const ROWS = readFileSync('README.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'));

/** The words of every command that does something, e.g. `mail resend`. */
const leavesOf = (command: Command, above: readonly string[] = []): string[][] =>
  command.commands.flatMap((sub) => {
    const path = [...above, sub.name()];
    return sub.commands.length === 0 ? [path] : leavesOf(sub, path);
  });

describe('the README', () => {
  it('has every slice on its map', () => {
    const slices = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const map = ROWS.map((row) => /^\| `([a-z-]+)` /.exec(row)?.[1]);
    expect(slices.map(({ name }) => name).filter((name) => !map.includes(name))).toEqual([]);
  });

  it('tells every command of the command line', async () => {
    const program = new Command();
    for (const add of new Set(
      await Promise.all(
        Object.values(COMMANDS)
          .flat()
          .map((load) => load()),
      ),
    ))
      add(
        program,
        () => async () => {},
        () => async () => {},
      );
    const leaves = leavesOf(program);
    const words = ROWS.map((row) => new Set(row.split(/[^a-z-]+/)));
    expect(leaves.length).toBeGreaterThan(80);
    expect(leaves.filter((path) => !words.some((row) => path.every((word) => row.has(word))))).toEqual([]);
  });
});
