import { InvalidArgumentError } from 'commander';
import { directiveNoun } from '../directives/index.js';
import { addLetterCommand } from '../letters/index.js';
import { LetterSlips } from '../links/index.js';
import { Clock } from '../platform/clock.js';
import { table, type AddCommands } from '../platform/command-line.js';
import { CONFIG, type Config } from '../platform/config.js';
import { invalid } from '../platform/errors.js';
import { formatVn, isIsoDate, vnIso } from '../platform/vn-time.js';
import { ChaseDue, type Chased } from './chase-due.usecase.js';
import { addDigestCommands } from './digests/digest.commands.js';
import { GatherNotices } from './digests/gather-notices.usecase.js';
import { instantAsked } from './instant-asked.js';
import { letterWithSlip } from './letter-of-reminder.js';
import { addRehearsalCommand } from './rehearsing/rehearsal.commands.js';

/** @throws InvalidArgumentError, which is a wrong call */
function dateOf(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError('YYYY-MM-DD');
  return text;
}

const chasedJson = (c: Chased) => ({
  what: c.template,
  stage: c.stage,
  assignment: c.assignment,
  unit: { code: c.unitCode, name: c.unitName },
  to: { code: c.toCode, name: c.toName, address: c.address },
  dueAt: c.dueAt ? vnIso(c.dueAt) : null,
  ordinal: c.ordinal,
  subject: c.subject,
});

export const addChasingCommands: AddCommands = (program, act, alone) => {
  addRehearsalCommand(program, act, alone);
  addLetterCommand(
    directiveNoun(program)
      .command('reminder-letter')
      .description('công văn đôn đốc các đơn vị chậm / the letter to those who are late')
      .option('--unit <code>', 'chỉ một đơn vị / one unit only')
      .option('--by <date>', 'yêu cầu xong trước hết ngày / by when', dateOf),
    act,
    (db, id, options, { get, caller }) => letterWithSlip(db, get(LetterSlips), id, { ...options, reader: caller }),
  );
  const chase = program.command('chase').description('đôn đốc / chasing');
  addDigestCommands(chase, act);
  chase
    .command('run')
    .description('nhắc và báo cấp trên các việc đến hạn / remind and escalate what is due')
    .option('--at <instant>', 'vào thời điểm / as of an instant')
    .option('--dry-run', 'không ghi, không gửi / write and send nothing')
    .action(
      act(async ({ get, locale }, options: { at?: string; dryRun?: boolean }) => {
        const now = await get(Clock).now();
        const at = options.at ? instantAsked(options.at) : now;
        if (!options.dryRun && at > now && get<Config>(CONFIG).mode === 'production')
          throw invalid(
            'Không chạy đôn đốc ở thời điểm tương lai; thêm --dry-run để xem trước.',
            'The chase does not run in the future; add --dry-run to see what it would do.',
          );
        const due = get(ChaseDue);
        const done = options.dryRun ? await due.rehearse(at) : await due.execute(at);
        const mails = options.dryRun ? null : await get(GatherNotices).execute(at);
        const json = {
          at: vnIso(done.at),
          dryRun: options.dryRun ?? false,
          reminded: done.reminded,
          escalated: done.escalated,
          expired: done.expired,
          ...(mails
            ? { digests: mails.digests, atOnce: mails.atOnce, deferred: mails.deferred, leftOut: mails.leftOut }
            : {}),
        };
        const header = { vi: ['Việc', 'Đơn vị', 'Gửi tới', 'Hạn', 'Lần'], en: ['What', 'Unit', 'To', 'Due', 'No.'] };
        const rows = done.would.map((c) => [
          c.template,
          c.unitName,
          `${c.toName} <${c.address ?? '–'}>`,
          c.dueAt ? formatVn(c.dueAt, locale) : null,
          c.ordinal,
        ]);
        const summary = {
          vi: `Nhắc ${done.reminded}, báo cấp trên ${done.escalated}, tiếp nhận hết hiệu lực ${done.expired}.`,
          en: `Reminded ${done.reminded}, escalated ${done.escalated}, acknowledgements expired ${done.expired}.`,
        }[locale];
        const text = options.dryRun ? `${table(header[locale], rows)}\n${summary}` : summary;
        return { json: options.dryRun ? { ...json, would: done.would.map(chasedJson) } : json, text };
      }),
    );
};
