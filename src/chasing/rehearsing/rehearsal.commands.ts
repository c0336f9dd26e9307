import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError } from 'commander';
import { directiveNoun } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { table, type AddCommands } from '../../platform/command-line.js';
import { countWords } from '../../platform/components/words.js';
import { dbOf } from '../../platform/database/sql.js';
import { formatVn, formatVnDate } from '../../platform/vn-time.js';
import { explainWords } from '../explaining/explain.rules.js';
import { firstTold, noDigestIn, rehearsalJson, rehearsalWords, totalsOf } from './rehearsal.rules.js';
import { rehearse, type Rehearsal } from './rehearsal.queries.js';
import { startAsked } from './start-asked.js';
import { ANSWERS, MOST_MONTHS, type Answers } from './timeline.rules.js';

function monthsOf(text: string): number {
  const months = Number(text);
  if (!Number.isInteger(months) || months < 1 || months > MOST_MONTHS)
    throw new InvalidArgumentError(`1–${MOST_MONTHS}`);
  return months;
}

function answersOf(text: string): Answers {
  const found = ANSWERS.find((one) => one === text);
  if (!found) throw new InvalidArgumentError(ANSWERS.join(' | '));
  return found;
}

function textOf(rehearsal: Rehearsal, locale: Locale): string {
  const words = rehearsalWords(locale);
  const { stages, nextSteps } = explainWords(locale);
  const { mails, notices, busiest } = totalsOf(rehearsal);
  const noDigest = noDigestIn(rehearsal);
  const number = (n: number) => countWords(n, locale);
  const { stepColumns, dayColumns } = words;
  return [
    words.summary({ units: number(rehearsal.units), mails: number(mails), notices: number(notices) }),
    ...(busiest ? [words.busiest(formatVnDate(busiest.on, locale), number(busiest.mails))] : [words.quiet]),
    ...(rehearsal.waiting > 0 ? [words.waiting(number(rehearsal.waiting))] : []),
    ...firstTold(rehearsal.steps).map(({ to, at, units }) =>
      words.firstAt(words.firstOf[to], formatVn(at, locale), number(units)),
    ),
    rehearsal.unreached.count === 0 ? words.allReached : words.unreachedCount(number(rehearsal.unreached.count)),
    ...(rehearsal.unread.count > 0
      ? [
          words.unreadCount(number(rehearsal.unread.count)),
          ...rehearsal.unread.units.map(({ code, name }) => `  ${code} ${name}`),
        ]
      : []),
    ...(noDigest > 0 ? [words.noDigest(number(noDigest))] : []),
    ...(rehearsal.provisional ? [words.provisional] : []),
    table(
      Object.values(stepColumns),
      rehearsal.steps.map(({ at, stage, to, channel, units }) => [
        formatVn(at, locale),
        stages[stage],
        channel === 'letter' ? words.letter : nextSteps[to],
        units,
      ]),
    ),
    table(
      [dayColumns.on, dayColumns.mails, dayColumns.digests, dayColumns.atOnce, dayColumns.notices],
      rehearsal.days.map((day) => [formatVnDate(day.on, locale), day.mails, day.digests, day.atOnce, day.notices]),
    ),
  ].join('\n');
}

/** `directive rehearse ID [--months N] [--answers none|receipt] [--at INSTANT]`. */
export const addRehearsalCommand: AddCommands = (program, act) => {
  directiveNoun(program)
    .command('rehearse <id>')
    .description('diễn thử việc đôn đốc, không ghi, không gửi / rehearse the chasing, writing and sending nothing')
    .option('--months <n>', 'số tháng ảo / virtual months', monthsOf, 6)
    .option('--answers <what>', 'đơn vị làm gì: none, receipt / what the units do', answersOf, 'none')
    .option('--at <instant>', 'bắt đầu lúc / from an instant')
    .action(
      act(async ({ get, locale }, id: string, options: { months: number; answers: Answers; at?: string }) => {
        const from = options.at ? startAsked(options.at) : await get(Clock).now();
        const { months, answers } = options;
        const rehearsal = await rehearse(dbOf(get(EntityManager).fork()), id, { from, months, answers });
        return { json: rehearsalJson(rehearsal), text: textOf(rehearsal, locale) };
      }),
    );
};
