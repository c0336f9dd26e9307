import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, Option } from 'commander';
import { directiveById, directiveNoun } from '../directives/index.js';
import type { Locale } from '../platform/caller.js';
import { table, type AddCommands } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { formatVn } from '../platform/vn-time.js';
import { instantOf } from '../platform/as-of.rules.js';
import { historyOf } from './history.queries.js';
import { namedUnit } from './named-unit.js';
import { addPaceCommands } from './pace.commands.js';
import { levelWords } from './latency.view.js';
import { progressOf, TREES, type Progress, type TreeState } from './progress.queries.js';
import { trackingWords } from './progress.view.js';
import { factJson, progressJson } from './tracking.json.js';

interface ProgressOptions {
  under?: string;
  at?: Date;
  tree?: TreeState;
  by?: 'level' | 'task';
}

/** The totals by level or by task, where that was asked. */
function brokenDown({ levels, tasks }: Progress, locale: Locale): string[] {
  const all = trackingWords(locale);
  const { pace } = all;
  if (levels) {
    const rows = levels.map((of) => [
      of.depth,
      levelWords(of.level, locale),
      of.total,
      of.receipt.acknowledged,
      of.balance.done,
      of.receiptOutcome.openOverdue + of.workOutcome.openOverdue,
    ]);
    return [table(['', pace.level, all.tree.total, pace.acknowledged, pace.status.done, pace.overdue], rows)];
  }
  const rows = (tasks ?? []).map(({ label, status, openOverdue }) => [
    label,
    status.open,
    status.begun,
    status.done,
    openOverdue,
  ]);
  return tasks ? [table([pace.task, pace.status.open, pace.status.begun, pace.status.done, pace.overdue], rows)] : [];
}

function past(text: string): Date {
  const at = instantOf(text);
  if (at === undefined)
    throw new InvalidArgumentError('2026-11-30, 2026-11-30T17:00, 2026-11-30T17:00:00+07:00; 1900–2200');
  return at;
}

export const addTrackingCommands: AddCommands = (program, act, alone) => {
  addPaceCommands(program, act, alone);
  const directive = directiveNoun(program);
  directive
    .command('progress')
    .description('tiến độ / progress')
    .argument('<id>')
    .option('--under <code>', 'dưới đơn vị / below a unit')
    .option(
      '--at <instant>',
      'vào thời điểm, giờ Việt Nam nếu không ghi múi giờ / as of, Vietnam’s time without a zone',
      past,
    )
    .addOption(new Option('--by <by>', 'theo cấp hoặc nhiệm vụ / by level or task').choices(['level', 'task']))
    .addOption(
      new Option('--tree <tree>', 'theo cây đơn vị nay hoặc khi ban hành / tree of today or of the issue').choices(
        TREES,
      ),
    )
    .action(
      act(async ({ get, locale }, id: string, { under, at, tree, by }: ProgressOptions) => {
        const db = dbOf(get(EntityManager).fork());
        const progress = await progressOf(db, id, { under, at, tree, by });
        const header = {
          vi: ['Đơn vị', 'Tổng', 'Chờ chuyển', 'Đã gửi', 'Đã đến', 'Tiếp nhận', 'Trả lại', 'Quá hạn'],
          en: ['Unit', 'Total', 'Expected', 'Sent', 'Delivered', 'Acknowledged', 'Returned', 'Overdue'],
        };
        const rows = [progress, ...progress.children].map(({ unitName, total, receipt, receiptOutcome }) => [
          unitName,
          total,
          receipt.expected,
          receipt.sent,
          receipt.delivered,
          receipt.acknowledged,
          receipt.returned,
          receiptOutcome.openOverdue,
        ]);
        const parts = [table(header[locale], rows), ...brokenDown(progress, locale)];
        return { json: progressJson(progress), text: parts.join('\n\n') };
      }),
    );
  directive
    .command('history')
    .description('lịch sử / history')
    .argument('<id>')
    .option('--unit <unit>', 'của một đơn vị, theo mã hoặc tên / of one unit, by code or name')
    .option('--limit <n>', 'số dòng / lines', '500')
    .option('--cursor <cursor>', 'trang tiếp / next page')
    .action(
      act(async ({ get, locale }, id: string, options: { unit?: string; limit: string; cursor?: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const row = await directiveById(db, id);
        const unit = options.unit ? await namedUnit(db, { id, on: row.rosterOn, said: options.unit }) : undefined;
        const page = await historyOf(db, {
          cascadeId: row.cascadeId,
          ...(row.cascadeId === id ? {} : { directiveId: id }),
          unitId: unit?.id,
          limit: Number(options.limit),
          cursor: options.cursor,
        });
        const header = { vi: ['Lúc', 'Việc', 'Đơn vị', 'Người', 'Dấu'], en: ['At', 'Fact', 'Unit', 'Actor', 'Hash'] };
        const rows = page.items.map((f) => [
          formatVn(f.at, locale),
          f.kind,
          f.unitName,
          f.actor,
          f.leafHash.slice(0, 12),
        ]);
        return {
          json: { items: page.items.map(factJson), nextCursor: page.nextCursor },
          text: table(header[locale], rows),
        };
      }),
    );
};
