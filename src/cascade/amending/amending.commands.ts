import { readFile } from 'node:fs/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { amendPreviewSchema, directiveById, directiveJson, directiveNoun, versionsOf } from '../../directives/index.js';
import { table, type AddCommands } from '../../platform/command-line.js';
import { countWords } from '../../platform/components/words.js';
import { dbOf } from '../../platform/database/sql.js';
import { invalid } from '../../platform/errors.js';
import { formatVn } from '../../platform/vn-time.js';
import { SupersedeDirective } from '../superseding/supersede-directive.usecase.js';
import { AmendDirective } from './amend-directive.usecase.js';
import { effectsOf, planJson, versionJson } from './amendment.json.js';
import { amendingWords } from './changes.view.js';
import { countsOf } from './plan-amendment.js';

interface AmendOptions {
  reason?: string;
  tasks?: string;
  subject?: string;
  due?: string;
  dueHour?: string;
  text?: string;
  dryRun?: boolean;
}

/** The options as an amendment. @throws ProductError `invalid`, naming the file or the option */
async function amendmentOf({ reason, tasks, subject, due, dueHour, text }: AmendOptions) {
  const given = {
    reason,
    subject,
    dueOn: due === 'none' ? null : due,
    dueHour,
    text: text === undefined ? undefined : await contentOf(text),
    tasks: tasks === undefined ? undefined : jsonIn(tasks, await contentOf(tasks)),
  };
  const parsed = amendPreviewSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw invalid(
    `Nội dung sửa đổi chưa đúng (${where}): ${z.prettifyError(parsed.error)}`,
    `The amendment is not right (${where}): ${z.prettifyError(parsed.error)}`,
  );
}

const contentOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw invalid(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`);
  });

function jsonIn(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(`Tệp ${file} không phải JSON.`, `The file ${file} is no JSON.`);
  }
}

export const addAmendingCommands: AddCommands = (program, act) => {
  const directive = directiveNoun(program);
  directive
    .command('amend')
    .description('sửa đổi; chỉ đơn vị có nội dung thay đổi tiếp nhận lại / amend')
    .argument('<id>')
    .option('--reason <text>', 'lý do / why')
    .option('--tasks <file>', 'JSON: [{"n"?, "label", "text", "addressees"}], mọi nhiệm vụ của bản mới / all tasks')
    .option('--subject <text>', 'trích yếu mới / subject')
    .option('--due <date>', 'hạn mới; none: bỏ hạn / deadline')
    .option('--due-hour <HH:mm>', 'giờ / hour')
    .option('--text <file>', 'văn bản sửa đổi, để lưu kèm / the paper that amends, kept beside')
    .option('--dry-run', 'chỉ xem trước / only say what it would do')
    .action(
      act(async ({ get, caller, locale }, id: string, options: AmendOptions) => {
        const amendment = await amendmentOf(options);
        const words = amendingWords(locale).done;
        const inWords = (n: number): string => countWords(n, locale);
        if (options.dryRun) {
          const plan = await get(AmendDirective).preview(id, amendment, caller);
          const counts = countsOf(plan);
          return {
            json: planJson(plan, locale),
            text: [words.would(counts, inWords), ...effectsOf(counts, locale)].join('\n'),
          };
        }
        const { directive: row, counts, repeated } = await get(AmendDirective).execute(id, amendment, caller);
        const json = { ...counts, directive: directiveJson(row), ...(repeated ? { repeated } : {}) };
        return { json, text: repeated ? words.repeated : words.amended(counts, inWords) };
      }),
    );
  directive
    .command('versions')
    .description('các bản nội dung, mới nhất trước / every version of what it asks')
    .argument('<id>')
    .action(
      act(async ({ get, locale }, id: string) => {
        const db = dbOf(get(EntityManager).fork());
        const versions = await versionsOf(db, await directiveById(db, id));
        const words = amendingWords(locale).versions;
        const rows = versions.map(({ version, madeAt, tasks, workDueAt, reason }) => [
          version,
          formatVn(madeAt, locale),
          tasks.length,
          workDueAt === null ? '–' : formatVn(workDueAt, locale),
          reason ?? words.issued,
        ]);
        return { json: versions.map(versionJson), text: table(words.columns, rows) };
      }),
    );
  directive
    .command('supersede')
    .description('thay thế bằng văn bản ban hành sau / put a later directive in its place')
    .argument('<id>')
    .requiredOption('--by <id>', 'văn bản thay thế / the later directive')
    .action(
      act(async ({ get, caller, locale }, id: string, { by }: { by: string }) => {
        const {
          directive: row,
          superseded,
          withdrawn,
          repeated,
        } = await get(SupersedeDirective).execute(id, by, caller);
        const json = { superseded, withdrawn, directive: directiveJson(row), ...(repeated ? { repeated } : {}) };
        const words = amendingWords(locale).done;
        return { json, text: repeated ? words.supersededBefore : words.superseded(superseded, withdrawn) };
      }),
    );
};
