import { readFile } from 'node:fs/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { Option, type Command } from 'commander';
import { table, type Act, type AddCommands, type CommandAnswer } from '../platform/command-line.js';
import { dateWords, instantWords } from '../platform/components/when.js';
import type { Locale } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { formOf } from '../platform/page-form.js';
import { CHANGE_KINDS, changeSchema, closesOffices, type ChangeAsked } from './change.rules.js';
import { daysOfLines } from './day-lines.rules.js';
import { changeJson } from './change.queries.js';
import { calendarShown, termOf } from './calendar-shown.js';
import { movedJson, termJson, versionJson } from './calendar.json.js';
import { listVersions } from './calendar.queries.js';
import { shownSchema, termSchema } from './calendar.schemas.js';
import { ConfirmChange, type ChangePreview } from './confirm-change.usecase.js';
import { DraftChange } from './draft-change.usecase.js';
import { MoveDeadlines } from './move-deadlines.usecase.js';
import { listMoves, type MovedDeadline } from './moved-deadlines.js';
import { calendarWords } from './words.rules.js';

const LINES = 50;
const MOST_LINES = 500;

/** `thongsuot calendar show`, `versions`, `term`, `change`, `confirm` */
export const addCalendarCommands: AddCommands = (program, act) => {
  const calendar = program.command('calendar').description('lịch làm việc / the working calendar');
  showing(calendar, act);
  changing(calendar, act);
};

function showing(calendar: Command, act: Act): void {
  calendar
    .command('show')
    .description('các ngày khác ngày thường của một năm / the days of a year that differ from their weekday')
    .option('--scope <unit>', 'mã đơn vị, mặc định cả nước / code of a unit', 'national')
    .option('--year <year>', 'năm, mặc định năm nay / default this year')
    .option('--version <n>', 'phiên bản, mặc định hiện hành / default the present one')
    .action(
      act(async ({ get, locale }, given: Record<string, string>) => {
        const shown = await calendarShown(dbOf(get(EntityManager).fork()), formOf(shownSchema, given));
        const words = calendarWords(locale);
        const head = words.headOf(shown.year, shown.version, shown.isOfficial ? shown.notice : null);
        const rows = shown.days.map((day) => [
          dateWords(day.on, locale),
          words.kinds[day.kind] + (day.half ? ` (${words.halves[day.half]})` : ''),
          day.name,
          day.scope === 'national' ? words.national : day.scope,
          day.legalBasis,
        ]);
        return { json: shown, text: `${head}\n${table(words.columns, rows)}` };
      }),
    );
  calendar
    .command('versions')
    .description('các phiên bản của lịch, mới nhất trước / versions, the newest first')
    .option('--cursor <cursor>', 'trang tiếp theo / the next page')
    .action(
      act(async ({ get, locale }, { cursor }: { cursor?: string }) => {
        const page = await listVersions(dbOf(get(EntityManager).fork()), { limit: LINES, cursor });
        const words = calendarWords(locale);
        const rows = page.items.map((one) => [
          one.version,
          instantWords(one.madeAt, locale),
          words.reasonOf(one.reason),
          one.scope ?? words.national,
          one.isProven ? words.proven : words.notKept,
          one.fingerprint.slice(0, 16),
        ]);
        return {
          json: { items: page.items.map(versionJson), nextCursor: page.nextCursor },
          text: table(words.versionColumns, rows),
        };
      }),
    );
  calendar
    .command('term')
    .argument(
      '<term>',
      'issue, send, confirm, register, before, on, at-latest, within, same-day, next-morning, soon, on-request',
    )
    .description('hạn theo Nghị định 30/2020, Quyết định 28/2018 hoặc chữ trong văn bản / when a term falls due')
    .option('--scope <unit>', 'mã đơn vị / code of a unit', 'national')
    .option('--from <instant>', 'từ lúc nào, ví dụ 2026-08-20T16:00, mặc định bây giờ / default now')
    .option('--on <date>', 'ngày ghi trong văn bản / the date of the paper')
    .option('--hour <hour>', 'giờ ghi trong văn bản / its hour')
    .option('--days <n>', 'số ngày làm việc / working days')
    .option('--minutes <n>', 'văn bản khẩn: số phút theo chính sách / urgent: minutes of the policy')
    .action(
      act(async ({ get, locale }, term: string, given: Record<string, string>) => {
        const due = await termOf(dbOf(get(EntityManager).fork()), formOf(termSchema, { ...given, term }));
        const words = calendarWords(locale);
        const at = due.at ? instantWords(due.at, locale) : words.noDay;
        return { json: termJson(due), text: due.provisional ? `${at} (${words.provisional})` : at };
      }),
    );
}

interface Given {
  kind: ChangeAsked['kind'];
  scope: string;
  legalBasis: string;
  year?: string;
  confirm?: boolean;
}

function changing(calendar: Command, act: Act): void {
  calendar
    .command('change')
    .argument('<file>', 'tệp .csv (date;kind;half;name) hoặc .json (days, hours) / a list of days, or JSON')
    .description('nhập một thay đổi và xem ai được lùi hạn / enter a change and see whose deadlines move')
    .addOption(new Option('--kind <kind>', 'loại / kind').choices([...CHANGE_KINDS]).makeOptionMandatory())
    .requiredOption('--legal-basis <text>', 'căn cứ / the notice or order')
    .option('--scope <unit>', 'mã đơn vị, mặc định cả nước / code of a unit', 'national')
    .option('--year <year>', 'năm của thông báo / year of the notice')
    .option('--confirm', 'cho có hiệu lực ngay / put it in force at once')
    .action(
      act(async ({ get, caller, locale }, file: string, given: Given) => {
        const { id } = await get(DraftChange).execute(await askedOf(file, given), caller);
        const preview = await get(ConfirmChange).preview(id, caller);
        const answer = await answerOf(dbOf(get(EntityManager).fork()), preview, locale);
        if (given.confirm !== true) return answer;
        await get(ConfirmChange).execute(id, preview.calendarVersion, caller);
        return { ...answer, json: changeJson(await get(MoveDeadlines).execute(id)) };
      }),
    );
  calendar
    .command('confirm')
    .argument('<id>', 'thay đổi đã nhập / a change that was entered')
    .description('cho thay đổi có hiệu lực và lùi hạn / put a change in force and move the deadlines')
    .option('--calendar-version <n>', 'phiên bản đã xem / the version that the list was made by')
    .action(
      act(async ({ get, caller, locale }, id: string, { calendarVersion }: { calendarVersion?: string }) => {
        const seen = calendarVersion === undefined ? undefined : Number(calendarVersion);
        const { counts } = await get(ConfirmChange).execute(id, seen, caller);
        const change = await get(MoveDeadlines).execute(id);
        return { json: { ...changeJson(change), moves: counts }, text: calendarWords(locale).moved(counts) };
      }),
    );
}

async function askedOf(file: string, { kind, scope, legalBasis, year }: Given): Promise<ChangeAsked> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw invalid(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`, { field: 'file' });
  });
  const content = file.endsWith('.json') ? jsonOf(text) : { days: daysOfLines(text) };
  const asked = { kind, scope, legalBasis, ...(year === undefined ? {} : { year: Number(year) }), ...content };
  return formOf(changeSchema, asked);
}

function jsonOf(text: string): object {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null) return read;
  } catch {
    // said below, as of anything else that is no object
  }
  throw invalid('Tệp JSON không đọc được.', 'The file is no JSON object.', { field: 'file' });
}

async function answerOf(
  db: ReturnType<typeof dbOf>,
  { change, counts, calendarVersion, each }: ChangePreview,
  locale: Locale,
): Promise<CommandAnswer> {
  const words = calendarWords(locale);
  const { items, nextCursor } = await listMoves(db, each, { limit: MOST_LINES });
  const line = (moved: MovedDeadline) => [
    moved.number === null ? moved.subject : `${moved.number}/${moved.symbol ?? ''}`,
    moved.unitName,
    words.deadlines[moved.deadline],
    instantWords(moved.wasAt, locale),
    instantWords(moved.isAt, locale),
  ];
  return {
    json: {
      ...changeJson(change),
      moves: counts,
      countedBy: calendarVersion,
      deadlines: items.map(movedJson),
      nextCursor,
    },
    text: [
      words.wouldMove(counts),
      ...(closesOffices(change.content) ? [words.putOff] : []),
      ...(items.length > 0 ? [table(words.moveColumns, items.map(line))] : []),
      words.confirmWith(change.id, calendarVersion),
    ].join('\n'),
  };
}
