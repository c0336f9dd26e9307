import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, Option } from 'commander';
import { table, type AddCommands, type CommandContext } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { AskBulkAct } from './ask-bulk-act.usecase.js';
import { bulkActJson } from './bulk-act.json.js';
import { OUTCOMES, type Outcome } from './bulk-act.entity.js';
import { bulkActById, itemsOf, listBulkActs, sendingOf, type BulkActRow } from './bulk-acts.queries.js';
import { CarryOutBulkAct } from './carry-out-bulk-act.usecase.js';
import { PreviewBulkAct } from './preview-bulk-act.usecase.js';
import { ACTS, bulkActSchema, isDirectiveAct, type BulkActAsked } from './selection.rules.js';
import { bulkWords, mailsSentence } from './words.rules.js';

/** Rows that one answer lists. */
const ITEMS = 200;

interface Options {
  select: Record<string, unknown>;
  reason?: string;
  lead?: string;
}

function selectionOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // answered below
  }
  throw new InvalidArgumentError('JSON, e.g. {"directive":"…","receipt":"sent"}');
}

function askedOf(act: string, { select, reason, lead }: Options): BulkActAsked {
  const parsed = bulkActSchema.safeParse({ act, selection: select, reason, lead });
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw invalid(
    `Lựa chọn chưa đúng (${where}); các thao tác: ${ACTS.join(', ')}; xem \`thongsuot bulk --help\`.`,
    `The request is not right (${where}); acts: ${ACTS.join(', ')}; see \`thongsuot bulk --help\`.`,
  );
}

const answerOf = async (row: BulkActRow, { get, locale }: CommandContext) => {
  const words = bulkWords(locale);
  const left = await sendingOf(dbOf(get(EntityManager).fork()), row);
  const parts = [row.id, words.acts[row.act], words.states[row.state], words.counts(bulkActJson(row))];
  return {
    json: bulkActJson(row, left),
    text: [...parts, ...(left > 0 ? [words.stillSending(left)] : [])].join('  '),
    ...(row.refused > 0 ? { exitCode: 1 } : {}),
  };
};

/** `thongsuot bulk …` */
export const addBulkActsCommands: AddCommands = (program, act) => {
  const bulk = program
    .command('bulk')
    .description('một thao tác trên nhiều văn bản, nhiệm vụ / one act over a selection');

  bulk
    .command('preview')
    .argument('<act>', ACTS.join(', '))
    .description('đếm trước, không ghi gì / count what it would do; write nothing')
    .requiredOption('--select <json>', 'lựa chọn / the selection', selectionOf)
    .option('--reason <text>')
    .option('--lead <account>')
    .action(
      act(async (context, name: string, options: Options) => {
        const asked = askedOf(name, options);
        const preview = await context.get(PreviewBulkAct).execute(asked, context.caller);
        const text = [
          bulkWords(context.locale).preview(preview, isDirectiveAct(asked.act)),
          ...(preview.mails && preview.would > 0 ? [mailsSentence(preview.mails, context.locale)] : []),
        ];
        return { json: preview, text: text.join('\n') };
      }),
    );

  bulk
    .command('run')
    .argument('<act>', ACTS.join(', '))
    .description('thực hiện đến khi xong; Ctrl-C thì máy chủ làm tiếp / carry it out; interrupted, the server goes on')
    .requiredOption('--select <json>', 'lựa chọn / the selection', selectionOf)
    .option('--reason <text>')
    .option('--lead <account>')
    .action(
      act(async (context, name: string, options: Options) => {
        const { id } = await context.get(AskBulkAct).execute(askedOf(name, options), context.caller);
        const done = await context.get(CarryOutBulkAct).execute(id, {
          progress: (row) => context.progress(bulkWords(context.locale).counts(bulkActJson(row))),
        });
        return answerOf(done, context);
      }),
    );

  bulk
    .command('list')
    .description('các thao tác đã yêu cầu / what was asked')
    .action(
      act(async ({ get, caller, locale }) => {
        const { items } = await listBulkActs(dbOf(get(EntityManager).fork()), caller, { limit: 50 });
        const words = bulkWords(locale);
        const lines = items.map((row) => [
          row.id,
          words.acts[row.act],
          words.states[row.state],
          words.counts(bulkActJson(row)),
        ]);
        return { json: items.map(bulkActJson), text: table(['id', words.columns.act, words.columns.state, ''], lines) };
      }),
    );

  bulk
    .command('show')
    .argument('<id>')
    .description('đã đến đâu / how far it is')
    .action(
      act(async (context, id: string) =>
        answerOf(await bulkActById(dbOf(context.get(EntityManager).fork()), id), context),
      ),
    );

  bulk
    .command('items')
    .argument('<id>')
    .addOption(new Option('--outcome <outcome>', 'chỉ những dòng / only rows that').choices(OUTCOMES))
    .option('--cursor <cursor>')
    .description('từng dòng, kết quả và lý do / each row with what became of it')
    .action(
      act(async ({ get, locale }, id: string, options: { outcome?: Outcome; cursor?: string }) => {
        const db = dbOf(get(EntityManager).fork());
        await bulkActById(db, id);
        const page = await itemsOf(db, id, { limit: ITEMS, cursor: options.cursor, outcome: options.outcome });
        const words = bulkWords(locale);
        const lines = page.items.map((item) => [
          String(item.n),
          item.unitName ?? item.subject,
          item.outcome ? words.outcomes[item.outcome] : '–',
          item.reason?.[locale] ?? '',
        ]);
        return { json: page, text: table(['', words.columns.what, words.columns.outcome, ''], lines) };
      }),
    );

  bulk
    .command('cancel')
    .argument('<id>')
    .description('dừng; việc đã làm vẫn giữ / stop; what was done stays done')
    .action(
      act(async (context, id: string) =>
        answerOf((await context.get(AskBulkAct).cancel(id, context.caller)).row, context),
      ),
    );
};
