import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, Option } from 'commander';
import { table, type AddCommands } from '../../platform/command-line.js';
import { dbOf } from '../../platform/database/sql.js';
import { TASK_STATUSES, type TaskStatus } from '../assignment.entity.js';
import { assignmentById } from '../assignment.queries.js';
import { answerOf, assignmentNoun } from '../assignments.commands.js';
import { MarkTask } from '../tasks/mark-task.usecase.js';
import { supervisingWords } from '../tasks/tasks.view.js';
import { MarkSupervised } from './mark-supervised.usecase.js';
import { listSupervised, supervisedJson } from './supervised.queries.js';
import { RemoveSupervised } from './remove-supervised.usecase.js';
import { SuperviseUnits } from './supervise-units.usecase.js';

/** @throws InvalidArgumentError, which is a wrong call */
function taskNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('1–9999');
  return Number(text);
}

const statusOption = (): Option => new Option('--status <status>', 'tình hình / status').choices(TASK_STATUSES);

interface MarkOptions {
  unit?: string;
  status?: TaskStatus;
  task?: number;
  note?: string;
  left?: boolean;
  remove?: boolean;
}

/** A unit's tasks and the third parties that it sees to. */
export const addSupervisingCommands: AddCommands = (program, act) => {
  const noun = assignmentNoun(program);
  noun
    .command('task')
    .description('tình hình một nhiệm vụ / the status of one task')
    .argument('<id>')
    .argument('<n>', 'số nhiệm vụ / number of the task', taskNumber)
    .addOption(statusOption().makeOptionMandatory())
    .option('--reason <text>', 'lý do, khi không thuộc chức năng / why it is none of the unit’s')
    .action(
      act((context, id: string, n: number, { status, reason }: { status: TaskStatus; reason?: string }) =>
        answerOf(context, id, () => context.get(MarkTask).execute(id, { n, status, reason }, context.caller)),
      ),
    );
  noun
    .command('supervise')
    .description('thêm đơn vị phải đôn đốc / add units to see to')
    .argument('<id>')
    .requiredOption('--units <unit...>', 'mã hoặc nơi nhận / codes or addressees')
    .option('--task <n>', 'chỉ cho một nhiệm vụ / for one task only', taskNumber)
    .action(
      act((context, id: string, options: { units: string[]; task?: number }) =>
        answerOf(context, id, () => context.get(SuperviseUnits).execute(id, options, context.caller)),
      ),
    );
  noun
    .command('supervised')
    .description('đơn vị được đôn đốc: xem, hoặc ghi tình hình / units seen to: list them, or say how far one is')
    .argument('<id>')
    .option('--unit <code>', 'đơn vị / the unit')
    .addOption(statusOption())
    .option('--task <n>', 'nhiệm vụ / the task', taskNumber)
    .option('--note <text>', 'ghi chú / note')
    .option('--remove', 'bỏ đơn vị đã thêm nhầm / take the unit out again')
    .option('--left', 'chỉ đơn vị chưa xong / only those not done')
    .action(
      act(async (context, id: string, { unit, status, task, note, left, remove }: MarkOptions) => {
        if (unit !== undefined && remove)
          return answerOf(context, id, () => context.get(RemoveSupervised).execute(id, { unit, task }, context.caller));
        if (unit !== undefined && status !== undefined)
          return answerOf(context, id, () =>
            context.get(MarkSupervised).execute(id, { unit, status, task, note }, context.caller),
          );
        if (unit !== undefined || status !== undefined) throw new InvalidArgumentError('--unit, --status');
        const db = dbOf(context.get(EntityManager).fork());
        const { cascadeId } = await assignmentById(db, id);
        const { items, nextCursor } = await listSupervised(db, { cascadeId, assignmentId: id, left, limit: 500 });
        const words = supervisingWords(context.locale);
        const rows = items.map((s) => [
          s.unitCode,
          s.unitName,
          s.task === 0 ? words.supervised.whole : words.supervised.task(String(s.task)),
          words.tasks.status[s.status],
          s.note,
        ]);
        const { unit: unitWord, what, status: statusWord, note: noteWord } = words.supervised;
        const text = table(['', unitWord, what, statusWord, noteWord], rows);
        return { json: { items: items.map(supervisedJson), nextCursor }, text };
      }),
    );
};
