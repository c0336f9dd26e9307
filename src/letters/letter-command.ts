import { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import type { Act, CommandContext } from '../platform/command-line.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { writeLetter } from './give-letter.js';
import type { Letter } from './letter.rules.js';

/** What stood behind the options of a command. */
export type LetterOptions = Readonly<Record<string, string | undefined>>;

/**
 * A command that writes a letter to a file.
 * @param command  with its name, description and options of its own
 * @param letterOf  composes the letter of what the first argument names
 */
export function addLetterCommand(
  command: Command,
  act: Act,
  letterOf: (db: Db, id: string, options: LetterOptions, context: CommandContext) => Promise<Letter>,
): void {
  command
    .argument('<id>')
    .requiredOption('--out <file>', 'tệp .docx hoặc .pdf / file to write')
    .action(
      act(async (context, id: string, options: LetterOptions & { out: string }) => {
        const letter = await letterOf(dbOf(context.get(EntityManager).fork()), id, options, context);
        const written = await writeLetter(options.out, letter);
        const words = { vi: `Đã ghi ${written.file}.`, en: `Wrote ${written.file}.` };
        return { json: written, text: words[context.locale] };
      }),
    );
}
