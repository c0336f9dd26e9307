import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { literalOf, productFiles, walk, type SourceFile } from './source.js';

/** Where "now" comes from: the application asks it, and the migration defines `business_now()` for SQL. */
const SOURCES_OF_NOW = [
  'src/platform/clock.ts',
  'src/platform/database/migrations/Migration20261122000000_platform.ts',
];

/**
 * Lines of SQL that read the server's own clock, and why that is not business time. The demonstration's clock moves
 * business time only, so what protects a running process must not follow it.
 */
const TECHNICAL_TIME: readonly { file: string; line: string; why: string }[] = [
  { file: 'src/access/api-tokens.ts', line: 'coalesce(t.revoked_at, clock_timestamp())', why: 'and is revoked in it' },
  { file: 'src/access/api-tokens.ts', line: 'expires_at > clock_timestamp()', why: 'a token ends in real time' },
  {
    file: 'src/access/make-sign-in-code.usecase.ts',
    line: 'set revoked_at = clock_timestamp()',
    why: 'a code ends in real time',
  },
  {
    file: 'src/access/end-unit-tokens.ts',
    line: 'set revoked_at = clock_timestamp()',
    why: 'a token ends in real time',
  },
  {
    file: 'src/access/import-officers.ts',
    line: 'set revoked_at = clock_timestamp()',
    why: 'a code ends in real time',
  },
  { file: 'src/access/made-by.ts', line: 'expires_at > clock_timestamp()', why: 'a code ends in real time' },
  { file: 'src/people/people.queries.ts', line: 'expires_at > clock_timestamp()', why: 'a code ends in real time' },
  { file: 'src/access/still-acts.ts', line: 'expires_at > clock_timestamp()', why: 'a token ends in real time' },
  { file: 'src/access/sessions.ts', line: 'expires_at > clock_timestamp()', why: 'a session ends in real time' },
  {
    file: 'src/platform/heartbeat/heartbeats.ts',
    line: 'clock_timestamp() - recorded_at',
    why: 'whether a job has stopped is a matter of real time',
  },
  { file: 'src/platform/heartbeat/heartbeats.ts', line: 'business_now(), clock_timestamp()', why: 'when it ran' },
  {
    file: 'src/watchdog/clock-watch.ts',
    line: "date_trunc('milliseconds', clock_timestamp()) as real",
    why: 'the business clock is compared with it',
  },
  {
    file: 'src/replies/read-mailbox.usecase.ts',
    line: 'statement_timestamp() + make_interval',
    why: 'a lease in real time',
  },
  {
    file: 'src/replies/read-mailbox.usecase.ts',
    line: 'leased_until < statement_timestamp()',
    why: 'a lease in real time',
  },
  {
    file: 'src/dispatches/intake.queries.ts',
    line: 'worked_at < clock_timestamp()',
    why: 'whether the process that reads is alive',
  },
  {
    file: 'src/dispatches/take-in-files.usecase.ts',
    line: '${files.length}, clock_timestamp()',
    why: 'a sign of life',
  },
  {
    file: 'src/dispatches/take-in-files.usecase.ts',
    line: 'set worked_at = clock_timestamp()',
    why: 'a sign of life',
  },
  {
    file: 'src/ledger/ledger.ts',
    line: "date_trunc('milliseconds', clock_timestamp()) as at",
    why: 'recordedAt is the database’s, beside the business `at`',
  },
  {
    file: 'src/mail/delivery-record.ts',
    line: 'next_attempt_at = statement_timestamp()',
    why: 'leases and waits are real',
  },
  { file: 'src/mail/gathering.ts', line: 'next_attempt_at = clock_timestamp()', why: 'it may be sent from now on' },
  { file: 'src/mail/gathering.ts', line: "'queued', clock_timestamp(), ${at}", why: 'it may be sent from now on' },
  { file: 'src/mail/stop-messages.ts', line: '.next_attempt_at > statement_timestamp()', why: 'a lease is real' },
  { file: 'src/mail/stop-messages.ts', line: 'then statement_timestamp() end', why: 'leases are real' },
  {
    file: 'src/mail/begin-sending.ts',
    line: "case mine.mark when 'begun' then statement_timestamp()",
    why: 'a lease is real',
  },
  { file: 'src/mail/begin-sending.ts', line: 'm.next_attempt_at > statement_timestamp()', why: 'leases are real' },
  { file: 'src/mail/begin-sending.ts', line: 'next_attempt_at = statement_timestamp()', why: 'leases are real' },
  { file: 'src/mail/claims.ts', line: 'm.next_attempt_at <= statement_timestamp()', why: 'a mail server is real' },
  { file: 'src/mail/claims.ts', line: 'next_attempt_at = statement_timestamp()', why: 'leases and waits are real' },
  { file: 'src/mail/claims.ts', line: 'else statement_timestamp() end', why: 'leases and waits are real' },
  { file: 'src/mail/operator.queries.ts', line: 'm.next_attempt_at <= statement_timestamp()', why: 'as it is claimed' },
  {
    file: 'src/mail/resend-message.usecase.ts',
    line: 'next_attempt_at = statement_timestamp()',
    why: 'waits are real',
  },
  { file: 'src/bench/mail.ts', line: "next_attempt_at = clock_timestamp() + interval '1 hour'", why: 'waits are real' },
  { file: 'src/bench/mail.ts', line: 'set next_attempt_at = clock_timestamp() where', why: 'waits are real' },
  { file: 'src/bench/resume.ts', line: 'set next_attempt_at = clock_timestamp() where', why: 'waits are real' },
  { file: 'src/mail/pace.ts', line: "date_trunc('minute', statement_timestamp())", why: 'a mail server is real' },
  { file: 'src/mail/pace.ts', line: 'extract(second from statement_timestamp())', why: 'a mail server is real' },
  {
    file: 'src/imports/imports.queries.ts',
    line: 'worked_at < clock_timestamp()',
    why: 'whether the process that imports is alive',
  },
  { file: 'src/imports/uploaded-lists.usecase.ts', line: 'clock_timestamp())', why: 'a sign of life' },
  { file: 'src/imports/uploaded-lists.usecase.ts', line: 'worked_at = clock_timestamp()', why: 'a sign of life' },
  {
    file: 'src/imports/uploaded-lists.usecase.ts',
    line: 'worked_at < clock_timestamp()',
    why: 'nobody writes it any more',
  },
  {
    file: 'src/tracking/count-progress.usecase.ts',
    line: 'max(clock_timestamp() - xact_start)',
    why: 'how long the oldest transaction has been running',
  },
  {
    file: 'src/tracking/counted.queries.ts',
    line: 'clock_timestamp() - min(e.recorded_at)',
    why: 'how old the oldest change is that is not counted yet',
  },
  {
    file: 'src/mail/outbox.ts',
    line: 'then clock_timestamp() end',
    why: 'may be sent from this real moment on',
  },
  { file: 'src/demo/seed-demo.usecase.ts', line: 'business_now(), clock_timestamp()', why: 'when the story was told' },
  {
    file: 'src/platform/idempotency.ts',
    line: 'set created_at = clock_timestamp()',
    why: 'a request taken over begins anew',
  },
  { file: 'src/platform/idempotency.ts', line: 'clock_timestamp())', why: 'a key is kept for real days' },
  {
    file: 'src/platform/idempotency.ts',
    line: "clock_timestamp() - interval '7 days'",
    why: 'a key is kept for real days',
  },
  { file: 'src/platform/idempotency.ts', line: "clock_timestamp() - interval '1 minute'", why: 'a request that died' },
  {
    file: 'src/demo/move-demo-clock.usecase.ts',
    line: '- clock_timestamp()',
    why: 'the offset is from the real clock',
  },
  { file: 'src/bench/acknowledge.floor.ts', line: 'clock_timestamp()) as now', why: 'plain SQL knows no demo clock' },
  { file: 'src/bench/reform-stage.ts', line: '- clock_timestamp()', why: 'the clock of its stage is an offset too' },
];

const SQL_CLOCK =
  /(?<![\w.])(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(|\b(current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i;

interface Finding {
  file: string;
  line: number;
  what: string;
  /** The whole line of a clock in SQL. */
  text?: string;
}

const lineWith = ({ text }: SourceFile, part: string): string => text.split('\n').find((l) => l.includes(part)) ?? part;

const isCallOn = (node: ts.Node, object: string, member: string): boolean =>
  ts.isPropertyAccessExpression(node) && node.expression.getText() === object && node.name.text === member;

function clocksIn(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  walk(file, (node, line) => {
    const add = (what: string): void => void found.push({ file: file.path, line, what });
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) add('new Date()');
    if (ts.isCallExpression(node) && node.expression.getText() === 'Date') add('Date()');
    if (isCallOn(node, 'Date', 'now')) add('Date.now');
    if (isCallOn(node, 'Math', 'random')) add('Math.random');
    if (isCallOn(node, 'Temporal', 'Now')) add('Temporal.Now');
    for (const text of (literalOf(node) ?? '').split('\n')) {
      const sql = SQL_CLOCK.exec(text);
      if (sql) found.push({ file: file.path, line, what: `SQL ${sql[1] ?? sql[2]}`, text: lineWith(file, text) });
    }
  });
  return found;
}

const everywhere = (): Finding[] =>
  productFiles()
    .filter(({ path }) => !SOURCES_OF_NOW.includes(path))
    .flatMap(clocksIn);
const inText = (text: string): string[] => clocksIn({ path: 'src/x.ts', text }).map(({ what }) => what);

describe('the clock', () => {
  it('is read in one place: nothing else in the product asks for the time of the process, or rolls dice', () => {
    expect(everywhere().filter(({ what }) => !what.startsWith('SQL'))).toEqual([]);
  });

  it('is business_now() in SQL; the server’s own clock is read only where that is technical time, with a reason', () => {
    const inSql = everywhere().filter(({ what }) => what.startsWith('SQL'));
    const excused = ({ file, text }: Finding): boolean =>
      TECHNICAL_TIME.some((known) => known.file === file && text?.includes(known.line));
    expect(inSql.filter((finding) => !excused(finding))).toEqual([]);
  });

  it('has no exception that nothing needs any more', () => {
    const inSql = everywhere();
    const needed = TECHNICAL_TIME.filter((known) =>
      inSql.some(({ file, text }) => known.file === file && text?.includes(known.line)),
    );
    expect(needed).toEqual(TECHNICAL_TIME);
  });

  it('is found by this guard in every shape it can be written', () => {
    expect(
      inText('const a = new Date(), b = Date.now(), c = Math.random(), d = Date(), e = Temporal.Now.instant();'),
    ).toEqual(['new Date()', 'Date.now', 'Math.random', 'Date()', 'Temporal.Now']);
    expect(inText('sql`update t set at = now() where id = ${id} and at < clock_timestamp()`')).toEqual([
      'SQL now',
      'SQL clock_timestamp',
    ]);
    expect(inText('sql`select business_now(), ${await clock.now()}, ${new Date(given)}`')).toEqual([]);
  });
});
