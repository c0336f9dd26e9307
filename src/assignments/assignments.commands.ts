import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Locale } from '../platform/caller.js';
import { table, type Act, type AddCommands, type CommandContext } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { formatVn } from '../platform/vn-time.js';
import { findUnit } from '../units/index.js';
import { AcknowledgeAssignment } from './acknowledge-assignment.usecase.js';
import { answering } from './answering.js';
import { RETURN_REASONS, type ReturnReason } from './assignment.rules.js';
import { assignmentJson, assignmentView, listAssignments } from './assignment-list.queries.js';
import type { ActResult } from './act.js';
import { receivedLate } from './inbox.view.js';
import { stateWords } from './state-words.js';
import { ReturnAssignment } from './return-assignment.usecase.js';
import { WorkOnAssignment } from './work-on-assignment.usecase.js';

/** @throws InvalidArgumentError, which is a wrong call */
function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('1–9999999');
  return Number(text);
}

const PROVISIONAL = { vi: ' (tạm tính)', en: ' (provisional)' } as const;
const dueText = (at: Date, locale: Locale, isProvisional: boolean): string =>
  formatVn(at, locale) + (isProvisional ? PROVISIONAL[locale] : '');

/** Runs one act and says in one line what state the assignment is in now. */
export async function answerOf(context: CommandContext, id: string, doIt: () => Promise<ActResult>) {
  const json = await answering(context.get(EntityManager), id, context.caller, doIt);
  const words = {
    vi: `${json['repeated'] ? 'Đã làm từ trước' : 'Đã ghi nhận'}: ${stateWords(String(json['state'])).vi}${json['late'] ? ' (trễ hạn)' : ''}`,
    en: `${json['repeated'] ? 'Done before' : 'Recorded'}: ${stateWords(String(json['state'])).en}${json['late'] ? ' (late)' : ''}`,
  };
  const arrived = json['arrivalNumber'];
  const number =
    typeof arrived === 'number' ? ` · ${context.locale === 'vi' ? 'số đến' : 'arrival no.'} ${arrived}` : '';
  return { json, text: words[context.locale] + number };
}

/** The noun `assignment`, shared by the slices that add verbs to it. */
export const assignmentNoun = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'assignment') ??
  program.command('assignment').description('nhiệm vụ của đơn vị / what a unit has received');

export const addAssignmentsCommands: AddCommands = (program, act) => {
  const noun = assignmentNoun(program);
  addReading(noun, act);
  addActs(noun, act);
};

interface ListOptions {
  unit: string;
  at?: string;
  open?: boolean;
  relay?: string;
  limit: string;
}

function addReading(noun: Command, act: Act): void {
  noun
    .command('list')
    .description('danh sách của một đơn vị / of one unit')
    .requiredOption('--unit <code>', 'mã đơn vị / unit code')
    .option('--at <date>', 'ngày của mã chính thức / day that an official code is meant on')
    .addOption(
      new Option(
        '--relay <state>',
        'chỉ việc chuyển tiếp ở trạng thái này; silent: đã tiếp nhận, quá hạn chưa chuyển / passing it on',
      ).choices(['none', 'owed', 'silent', 'partly', 'relayed']),
    )
    .option('--open', 'chỉ việc còn phải làm / only what is still owed')
    .option('--limit <n>', 'số dòng / lines', '50')
    .action(
      act(async ({ get, locale }, options: ListOptions) => {
        const db = dbOf(get(EntityManager).fork());
        const unit = await findUnit(db, options.unit, options.at);
        const { open, relay } = options;
        const page = await listAssignments(db, { unitId: unit.id, open, relay, limit: Number(options.limit) });
        const items = page.items.map(assignmentJson);
        const rows = page.items.map((a, i) => [
          a.id,
          [stateWords(items[i]!.state)[locale], receivedLate(a, locale)].filter(Boolean).join(', '),
          a.receiptDueAt && dueText(a.receiptDueAt, locale, a.provisionalOf.receipt),
          a.workDueAt && dueText(a.workDueAt, locale, a.provisionalOf.work),
          a.subject,
        ]);
        const header = {
          vi: ['Mã', 'Trạng thái', 'Hạn tiếp nhận', 'Hạn thực hiện', 'Trích yếu'],
          en: ['Id', 'State', 'Receipt due', 'Work due', 'Subject'],
        };
        return { json: { items, nextCursor: page.nextCursor }, text: table(header[locale], rows) };
      }),
    );
  noun
    .command('show')
    .description('một nhiệm vụ / one assignment')
    .argument('<id>')
    .action(
      act(async ({ get }, id: string) => {
        const json = assignmentJson(await assignmentView(dbOf(get(EntityManager).fork()), id));
        return { json, text: JSON.stringify(json, null, 2) };
      }),
    );
}

function addActs(noun: Command, act: Act): void {
  noun
    .command('acknowledge')
    .description('tiếp nhận, vào số đến / register under an arrival number')
    .argument('<id>')
    .option('--arrival-number <n>', 'số đến tự cho / your own arrival number', wholeNumber)
    .action(
      act((context, id: string, { arrivalNumber }: { arrivalNumber?: number }) =>
        answerOf(context, id, () => context.get(AcknowledgeAssignment).execute(id, { arrivalNumber }, context.caller)),
      ),
    );
  noun
    .command('return')
    .description('trả lại, từ chối tiếp nhận / send it back unregistered')
    .argument('<id>')
    .addOption(new Option('--reason <reason>', 'lý do / reason').choices(RETURN_REASONS).makeOptionMandatory())
    .option('--note <text>')
    .action(
      act((context, id: string, options: { reason: ReturnReason; note?: string }) =>
        answerOf(context, id, () => context.get(ReturnAssignment).execute(id, options, context.caller)),
      ),
    );
  noun
    .command('assign')
    .description('phân công trong đơn vị / assign inside the unit')
    .argument('<id>')
    .requiredOption(
      '--lead <name>',
      'chủ trì: tên, hoặc mã tài khoản của cán bộ / who leads: a name, or the account of an officer',
    )
    .option('--co-operating <names...>', 'phối hợp / who co-operates')
    .option('--due-at <instant>', 'hạn nội bộ / internal deadline')
    .action(
      act((context, id: string, options: { lead: string; coOperating?: string[]; dueAt?: string }) =>
        answerOf(context, id, () => context.get(WorkOnAssignment).assign(id, options, context.caller)),
      ),
    );
  for (const [verb, about] of [
    ['start', 'bắt đầu / begin'],
    ['complete', 'hoàn thành / complete'],
    ['not-applicable', 'không thuộc chức năng / outside the functions'],
  ] as const)
    noun
      .command(verb)
      .description(about)
      .argument('<id>')
      .option(verb === 'not-applicable' ? '--reason <text>' : '--note <text>')
      .action(
        act((context, id: string, { note, reason }: { note?: string; reason?: string }) =>
          answerOf(context, id, () => context.get(WorkOnAssignment).execute(id, verb, note ?? reason, context.caller)),
        ),
      );
}
