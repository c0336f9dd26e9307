import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, Option } from 'commander';
import { table, type AddCommands } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { formatVn } from '../platform/vn-time.js';
import { MailStandings } from './mail-standing.js';
import { standingJson, undeliveredJson } from './mail.json.js';
import { MOST_DAYS } from './mail.schemas.js';
import { ENDED_STATES, listUndelivered, QUEUED_PARTS, UNDELIVERED, type Undelivered } from './operator.queries.js';
import { ResendMessage } from './resend-message.usecase.js';
import { outboxWords } from './words.rules.js';

const LISTED = 200;
const days = (value: string): number => {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 1 || n > MOST_DAYS)
    throw new InvalidArgumentError(`1–${MOST_DAYS}: ít ngày hơn / fewer days.`);
  return n;
};

/** `thongsuot mail …` */
export const addMailCommands: AddCommands = (program, act) => {
  const mail = program.command('mail').description('thư gửi đi / outgoing mail');
  mail
    .command('status')
    .description('thư gửi đi đang ở đâu / how outgoing mail stands')
    .option('--days <n>', 'số ngày gần đây / days back', days, 7)
    .action(
      act(async ({ get, locale }, { days: back }: { days: number }) => {
        const standing = await get(MailStandings).of(back);
        const words = outboxWords(locale);
        const { counts } = standing;
        const rows: [string, number][] = [
          [words.total, counts.total],
          [words.states.queued, counts.states.queued],
          ...QUEUED_PARTS.map((part): [string, number] => [`  ${words.parts[part]}`, counts.queued[part]]),
          ...ENDED_STATES.map((state): [string, number] => [words.states[state], counts.states[state]]),
        ];
        return { json: standingJson(standing), text: table([words.state, words.count], rows) };
      }),
    );
  mail
    .command('list')
    .description('thư không đến / mail that did not arrive')
    .addOption(new Option('--state <state>', 'chỉ trạng thái này / only this state').choices([...UNDELIVERED]))
    .option('--domain <domain>', 'chỉ tên miền này / only this domain')
    .option('--cursor <cursor>', 'từ trang trước / from the page before')
    .action(
      act(async ({ get, locale }, asked: { state?: Undelivered; domain?: string; cursor?: string }) => {
        const page = await listUndelivered(dbOf(get(EntityManager).fork()), { ...asked, limit: LISTED });
        const words = outboxWords(locale);
        const { columns } = words;
        const rows = page.items.map((m) => [
          m.id,
          formatVn(m.queuedAt, locale),
          words.states[m.state],
          m.template,
          m.digestId,
          m.domain,
          m.attempts,
          m.error,
        ]);
        const header = [
          'id',
          columns.queuedAt,
          words.state,
          columns.notice,
          words.templates['digest']!,
          columns.domain,
          columns.attempts,
          columns.error,
        ];
        return {
          json: { items: page.items.map(undeliveredJson), nextCursor: page.nextCursor },
          text: table(header, rows),
        };
      }),
    );
  mail
    .command('resend')
    .description('gửi lại một thư không đến / send a message again that did not arrive')
    .argument('<id>', 'mã thư / id of the message')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        const { repeated } = await get(ResendMessage).execute(id, caller);
        const words = outboxWords(locale);
        return { json: { id, state: 'queued', repeated }, text: repeated ? words.queuedBefore : words.queuedAgain };
      }),
    );
};
