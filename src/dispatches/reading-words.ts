import type { Locale } from '../platform/caller.js';
import { queryReason } from './query-words.js';
import type { Dispatch } from './reading/dispatch.rules.js';
import type { Query } from './reading/reading.rules.js';

const WORDS = {
  vi: {
    paper: 'Văn bản',
    date: 'Ngày',
    issuer: 'Cơ quan',
    subject: 'Trích yếu',
    to: 'Kính gửi',
    bases: 'Căn cứ',
    tasks: 'Nhiệm vụ',
    reports: 'Báo cáo',
    copies: 'Nơi nhận',
    signer: 'Người ký',
    queries: 'Cần xem lại',
    none: '–',
    via: 'qua',
    onRequest: 'khi có yêu cầu',
    due: 'hạn',
  },
  en: {
    paper: 'Paper',
    date: 'Date',
    issuer: 'Issuer',
    subject: 'Subject',
    to: 'Addressed to',
    bases: 'Bases',
    tasks: 'Tasks',
    reports: 'Reports',
    copies: 'Copies',
    signer: 'Signer',
    queries: 'Queries',
    none: '–',
    via: 'via',
    onRequest: 'on request',
    due: 'due',
  },
};

/**
 * What was read, for people: a line or a short list for each part that the paper has.
 * @param queries  those of the reading, where it is at hand; else the contract's, without the values in their words
 */
export function readingWords(dispatch: Dispatch, locale: Locale, queries: readonly Query[] = []): string {
  const words = WORDS[locale];
  const { signature } = dispatch;
  const reports = dispatch.reports.map((report) =>
    [
      report.periods.join(', '),
      report.to ? `→ ${report.to}` : '',
      report.via ? `(${words.via} ${report.via})` : '',
      report.due ? `${words.due} ${report.due}` : '',
      report.onRequest ? words.onRequest : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
  const parts: [string, string | readonly string[]][] = [
    [
      words.paper,
      `${dispatch.kind || words.none} ${dispatch.number ?? '…'}${dispatch.symbol ? `/${dispatch.symbol}` : ''}`,
    ],
    [words.date, [dispatch.place, dispatch.date ?? partialWords(dispatch)].filter(Boolean).join(', ')],
    [words.issuer, [dispatch.issuer.name, dispatch.issuer.parent].filter(Boolean).join(' · ')],
    [words.subject, dispatch.subject ?? ''],
    [words.to, dispatch.addressees],
    [words.bases, dispatch.bases.map(({ code, date, issuer }) => [code, date, issuer].filter(Boolean).join(' · '))],
    [words.tasks, dispatch.tasks.map(({ label, text }) => `${label}. ${text}`)],
    [words.reports, reports],
    [words.copies, dispatch.copies.map(({ name, note }) => (note ? `${name} (${note})` : name))],
    [words.signer, [signature.mode, signature.title, signature.name].filter(Boolean).join(' ')],
    [words.queries, queries.length > 0 ? queries.map((query) => queryReason(query, locale)) : dispatch.warnings],
  ];
  const width = Math.max(...parts.map(([name]) => name.length));
  return parts
    .filter(([, value]) => value.length > 0)
    .flatMap(([name, value]) => {
      const lines = typeof value === 'string' ? [value] : value;
      return lines.map((line, i) => `${(i === 0 ? name : '').padEnd(width)}  ${line}`);
    })
    .join('\n');
}

const partialWords = ({ datePartial }: Dispatch): string =>
  datePartial ? [datePartial.day, datePartial.month, datePartial.year].filter((n) => n !== undefined).join('/') : '';
