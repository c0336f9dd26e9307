import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import type { Caller, Locale } from './caller.js';

/** What a command of the command line has at hand. */
export interface CommandContext {
  /** A provider of the application. */
  get: INestApplicationContext['get'];
  caller: Caller;
  locale: Locale;
  /** Progress on stderr, only when it is a terminal. */
  progress: (text: string) => void;
}

/** What a command answers: one JSON value for `--json`, text for people; `exitCode` where it is not 0. */
export interface CommandAnswer {
  json: unknown;
  text: string;
  exitCode?: number;
}

/** Wraps a handler for commander: runs it, prints its answer, turns errors into one clear line and an exit code. */
export type Act = <Args extends unknown[]>(
  handler: (context: CommandContext, ...args: Args) => Promise<CommandAnswer>,
) => (...args: Args) => Promise<void>;

/**
 * A slice adds its commands with one of these. Handlers wrapped with `act` have the application and its database;
 * those wrapped with `alone` need neither, and their `get` refuses.
 */
export type AddCommands = (program: Command, act: Act, alone: Act) => void;

const charactersOf = (text: string): number => Array.from(text).length;

/** A plain table for people: columns padded to the widest cell, the header first. */
export function table(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = [header, ...rows].map((row) => row.map((cell) => String(cell ?? '–')));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => charactersOf(row[column] ?? ''))));
  return cells
    .map((row) =>
      row
        .map((cell, i) => cell + ' '.repeat(widths[i]! - charactersOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
