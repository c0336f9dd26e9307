import { EntityManager } from '@mikro-orm/postgresql';
import { Option } from 'commander';
import { table, type AddCommands } from '../platform/command-line.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { formatVn } from '../platform/vn-time.js';
import { ReadMailbox } from './read-mailbox.usecase.js';
import { INBOUND_STATES, type InboundState } from './reply.entity.js';
import { replyJson } from './reply.json.js';
import { listReplies } from './replies.queries.js';
import { outcomeWords, repliesWords } from './words.rules.js';

const LISTED = 200;

/** `thongsuot replies …` */
export const addRepliesCommands: AddCommands = (program, act) => {
  const replies = program
    .command('replies')
    .description('thư trả lời và thư bị trả lại / answers by mail and returned mail');
  replies
    .command('list')
    .description('liệt kê thư đã nhận / list what came back')
    .addOption(new Option('--state <state>', 'chỉ trạng thái này / only this state').choices([...INBOUND_STATES]))
    .option('--cursor <cursor>', 'từ trang trước / from the page before')
    .action(
      act(async ({ get, caller, locale }, { state, cursor }: { state?: InboundState; cursor?: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const { items, nextCursor } = await listReplies(db, caller, { state, limit: LISTED, cursor });
        const words = repliesWords(locale);
        const rows = items.map((row) => [
          formatVn(row.takenAt, locale),
          words.kinds[row.kind],
          words.states[row.state],
          row.from,
          row.unitName,
          outcomeWords(row.outcome, locale),
        ]);
        const { columns } = words;
        const header = [columns.takenAt, columns.kind, words.show, words.from, words.unit, columns.outcome];
        return { json: { items: items.map(replyJson), nextCursor }, text: table(header, rows) };
      }),
    );
  replies
    .command('read')
    .description('đọc hộp thư trả lời / read the mailbox of answers')
    .requiredOption('--once', 'một lần, ngay bây giờ / once, now')
    .action(
      act(async ({ get, locale }) => {
        if (get<Config>(CONFIG).imapUrl === undefined)
          throw notPossibleNow(
            'Chưa có hộp thư trả lời: đặt REPLY_ADDRESS và IMAP_URL.',
            'There is no mailbox of answers: set REPLY_ADDRESS and IMAP_URL.',
          );
        const done = await get(ReadMailbox).execute();
        const text = {
          vi: `Nhận ${done.taken} thư, ${done.waiting} thư chờ xem, ${done.failed} thư lỗi.`,
          en: `Took ${done.taken} mails; ${done.waiting} wait for people, ${done.failed} failed.`,
        }[locale];
        return { json: done, text, ...(done.failed > 0 ? { exitCode: 1 } : {}) };
      }),
    );
};
