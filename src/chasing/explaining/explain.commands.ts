import { EntityManager } from '@mikro-orm/postgresql';
import { commandLineCaller } from '../../platform/caller.js';
import { table, type AddCommands } from '../../platform/command-line.js';
import { wordsOf } from '../../platform/components/words.js';
import { dbOf } from '../../platform/database/sql.js';
import { formatVn } from '../../platform/vn-time.js';
import { instantAsked } from '../instant-asked.js';
import { explainJson } from './explain.json.js';
import { explanationOf } from './explain.queries.js';
import { fateText, explainWords } from './explain.rules.js';

/** `explain ASSIGNMENT [--at INSTANT]`. */
export const addExplainCommand: AddCommands = (program, act) => {
  program
    .command('explain <assignment>')
    .description('vì sao đơn vị được nhắc hoặc không được nhắc / why it was chased or not')
    .option('--at <instant>', 'tại thời điểm / as of an instant')
    .action(
      act(async ({ get, locale }, id: string, { at }: { at?: string }) => {
        const caller = commandLineCaller(locale);
        const instant = at ? instantAsked(at) : undefined;
        const explained = await explanationOf(dbOf(get(EntityManager).fork()), id, { at: instant, caller });
        const json = explainJson(explained, locale);
        const words = explainWords(locale);
        const rows = explained.notices.map((notice) => [
          formatVn(notice.queuedAt, locale),
          `${wordsOf(words.templates, notice.template)}: ${words.stages[notice.stage]}`,
          notice.to.name,
          fateText(notice, locale),
        ]);
        const mails = rows.length === 0 ? words.noNotices : table(Object.values(words.headers), rows);
        const text = [`${json.unit.name} – ${words.asOf(formatVn(explained.at, locale))}`, ...json.explanation, mails];
        return { json, text: text.join('\n') };
      }),
    );
};
