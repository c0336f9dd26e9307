import { EntityManager } from '@mikro-orm/postgresql';
import { directiveById, directiveNoun } from '../directives/index.js';
import { table, type AddCommands } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { formatVnDate, vnDate } from '../platform/vn-time.js';
import { forecastsOf, hitRateOf, outlookOf } from './forecast.queries.js';
import { frontierOf } from './frontier.queries.js';
import { latencyOf } from './latency.queries.js';
import { forecastJson, frontierJson, latencyJson } from './pace.json.js';
import { durationWords, levelWords } from './latency.view.js';
import { trackingWords } from './progress.view.js';

/** `directive frontier`, `directive latency` and `directive forecast`. */
export const addPaceCommands: AddCommands = (program, act) => {
  const directive = directiveNoun(program);
  directive
    .command('frontier')
    .description('đơn vị chưa chuyển văn bản xuống dưới / units that have not passed it on')
    .argument('<id>')
    .option('--limit <n>', 'số dòng / lines', '50')
    .option('--cursor <cursor>', 'trang tiếp / next page')
    .action(
      act(async ({ get, locale }, id: string, { limit, cursor }: { limit: string; cursor?: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const page = await frontierOf(db, await directiveById(db, id), { limit: Number(limit), cursor });
        const words = trackingWords(locale).pace;
        const rows = page.items.map((row) => [row.unitCode, row.unitName, words.holdups[row.holdup], row.waiting]);
        const header = [words.unitCode, words.unit, words.holdup, words.waiting];
        return {
          json: { items: page.items.map(frontierJson), nextCursor: page.nextCursor },
          text: table(header, rows),
        };
      }),
    );
  directive
    .command('latency')
    .description('thời gian đi xuống các cấp / time on the way down')
    .argument('<id>')
    .action(
      act(async ({ get, locale }, id: string) => {
        const db = dbOf(get(EntityManager).fork());
        const latency = await latencyOf(db, await directiveById(db, id));
        const words = trackingWords(locale).pace;
        const time = (seconds: number | null) => durationWords(seconds, locale);
        const levels = latency.levels.map((l) => [
          levelWords(l.level, locale),
          `${l.acknowledged}/${l.total}`,
          time(l.sinceIssue.median),
          time(l.sinceIssue.p90),
          time(l.sinceSent.median),
          time(l.sinceSent.p90),
        ]);
        const slowest = latency.slowest.map((b) => [
          b.unitName,
          `${b.acknowledged}/${b.total}`,
          time(b.sinceIssue.median),
          time(b.sinceIssue.p90),
        ]);
        const { level, acknowledged, median, p90, medianSent, p90Sent, branch } = words;
        const text = [
          table([level, acknowledged, median, p90, medianSent, p90Sent], levels),
          table([branch, acknowledged, median, p90], slowest),
        ];
        return { json: latencyJson(latency), text: text.join('\n\n') };
      }),
    );
  directive
    .command('forecast')
    .description('bao giờ 95 % tiếp nhận xong / when 95 % will have acknowledged')
    .argument('<id>')
    .action(
      act(async ({ get, locale }, id: string) => {
        const db = dbOf(get(EntityManager).fork());
        const row = await directiveById(db, id);
        const outlook = await outlookOf(db, row);
        const past = await forecastsOf(db, id);
        const rate = await hitRateOf(db, row.issuerId);
        const words = trackingWords(locale).pace;
        const { foreseen } = outlook;
        const day = (instant: Date) => formatVnDate(vnDate(instant), locale);
        const said =
          typeof foreseen === 'string'
            ? words.why[foreseen]
            : words.foreseen(day(foreseen.expectedAt), day(foreseen.earliestAt), day(foreseen.latestAt));
        const text = outlook.unreached > 0 ? `${said} ${words.unreached(String(outlook.unreached))}` : said;
        return { json: forecastJson(outlook, past, rate), text };
      }),
    );
};
