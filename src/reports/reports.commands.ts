import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, Option } from 'commander';
import { answerOf, assignmentNoun } from '../assignments/index.js';
import { addLetterCommand } from '../letters/index.js';
import { table, type Act, type AddCommands } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { formatVn } from '../platform/vn-time.js';
import { findUnit } from '../units/index.js';
import { letterOfReport } from './letter-of-report.js';
import { reportJson } from './report.json.js';
import { listReports, reportById } from './reports.queries.js';
import { ReviewReport } from './review-report.usecase.js';
import { SubmitReport } from './submit-report.usecase.js';

interface ReportOptions {
  text?: string;
  figures?: Record<string, number>;
  nil?: boolean;
}

/** @throws InvalidArgumentError, which is a wrong call, where a figure is no number */
function figuresOf(pairs: string): Record<string, number> {
  const figures = pairs.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  if (figures.some(([name, value, ...rest]) => !name || !value || rest.length > 0 || !Number.isFinite(Number(value))))
    throw new InvalidArgumentError('tên=số,tên=số / name=number,name=number');
  return Object.fromEntries(figures.map(([name, value]) => [name, Number(value)]));
}

export const addReportsCommands: AddCommands = (program, act) => {
  assignmentNoun(program)
    .command('report')
    .description('báo cáo kết quả / report')
    .argument('<id>')
    .option('--text <text>', 'nội dung / text')
    .option('--figures <list>', 'số liệu, ví dụ a=1,b=2 / figures', figuresOf)
    .option('--nil', 'không phát sinh / nothing to report')
    .action(
      act((context, id: string, { text, figures, nil }: ReportOptions) =>
        answerOf(context, id, () => context.get(SubmitReport).execute(id, { text, nil, figures }, context.caller)),
      ),
    );
  const report = program.command('report').description('báo cáo gửi đến / reports to review');
  report
    .command('list')
    .description('báo cáo gửi đến một đơn vị / reports to a unit')
    .requiredOption('--unit <code>', 'mã đơn vị / unit code')
    .option('--at <date>')
    .action(
      act(async ({ get, locale }, options: { unit: string; at?: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const unit = await findUnit(db, options.unit, options.at);
        const page = await listReports(db, { unitIds: [unit.id], side: 'to', limit: 100 });
        const rows = page.items.map((r) => [
          r.id,
          r.state,
          r.unitName,
          r.submittedAt ? formatVn(r.submittedAt, locale) : null,
        ]);
        const header = { vi: ['Mã', 'Trạng thái', 'Đơn vị', 'Gửi lúc'], en: ['Id', 'State', 'Unit', 'Submitted'] };
        const json = { items: page.items.map(reportJson), nextCursor: page.nextCursor };
        return { json, text: table(header[locale], rows) };
      }),
    );
  addReview(report, act);
  addLetterCommand(
    report
      .command('letter')
      .description('báo cáo thành văn bản để ký / the report as a paper to sign')
      .addOption(new Option('--kind <type>', 'BC báo cáo, CV công văn').choices(['BC', 'CV']).default('BC')),
    act,
    async (db, id, { kind }) => letterOfReport(db, await reportById(db, id), kind === 'CV' ? 'CV' : 'BC'),
  );
};

function addReview(report: ReturnType<Parameters<AddCommands>[0]['command']>, act: Act): void {
  for (const [verb, about] of [
    ['accept', 'chấp nhận / accept'],
    ['send-back', 'trả lại để bổ sung / send back'],
  ] as const)
    report
      .command(verb)
      .description(about)
      .argument('<id>')
      .option('--note <text>')
      .action(
        act(async ({ get, caller }, id: string, { note }: { note?: string }) => {
          const { report: row, repeated } = await get(ReviewReport).execute(id, verb, note, caller);
          return { json: { ...reportJson(row), ...(repeated ? { repeated } : {}) }, text: row.state };
        }),
      );
}
