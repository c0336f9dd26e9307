import type { Locale } from '../platform/caller.js';
import { Icon } from '../platform/components/icon.js';
import { Facts } from '../platform/components/parts.js';
import { numberWords } from '../platform/components/paper.js';
import { dateWords } from '../platform/components/when.js';
import { wordsOf } from '../platform/components/words.js';
import { en } from './words.en.js';
import { vi, type DispatchWords } from './words.vi.js';

export const dispatchWords = (locale: Locale): DispatchWords => (locale === 'vi' ? vi : en);

interface Cited {
  code: string;
  date: string | null;
  issuer: string | null;
}

/** The parts of `dispatch.schema.json` that are shown beside a draft. */
export interface ReadDispatch {
  kind: string;
  number: number | null;
  symbol: string | null;
  place: string | null;
  date: string | null;
  datePartial: { year?: number | undefined; month?: number | undefined; day?: number | undefined } | null;
  subject: string | null;
  issuer: { name: string | null; parent: string | null; stated: boolean };
  urgency: string | null;
  bases: readonly Cited[];
  references: readonly Cited[];
  reports: readonly {
    periods: readonly string[];
    to: string | null;
    via: string | null;
    due: string | null;
    onRequest: boolean;
  }[];
  copies: readonly { name: string; note: string | null }[];
  archive: string | null;
  attachments: readonly string[];
  signature: { mode: string | null; onBehalfOf: string | null; title: string | null; name: string | null };
}

/** What a careful clerk would query, before anything else, in words. */
export function WarningList({ texts, locale }: { texts: readonly string[]; locale: Locale }): JSX.Element {
  if (texts.length === 0) return <></>;
  return (
    <section class="warnings" aria-labelledby="warnings">
      <h2 id="warnings">
        <Icon name="warning" /> <span safe>{dispatchWords(locale).warnings.title}</span>
      </h2>
      <ul>
        {texts.map((text) => (
          <li safe>{text}</li>
        ))}
      </ul>
    </section>
  );
}

function dateOf(read: ReadDispatch, locale: Locale, notStated: string): string {
  if (read.date !== null) return [read.place, dateWords(read.date, locale)].filter(Boolean).join(', ');
  const { day, month, year } = read.datePartial ?? {};
  const part = [day ?? '…', month ?? '…', year ?? '…'].join('/');
  return read.datePartial === null
    ? [read.place, notStated].filter(Boolean).join(', ')
    : [read.place, part].filter(Boolean).join(', ');
}

/** A report duty in one line: how often, by when, to whom. */
export function reportWords(report: ReadDispatch['reports'][number], locale: Locale): string {
  const words = dispatchWords(locale).reading;
  const parts = [
    ...report.periods.map((period) => wordsOf(words.periods, period)),
    report.due === null ? '' : words.due(dateWords(report.due, locale)),
    report.to === null ? '' : words.to(report.to),
    report.via === null ? '' : words.via(report.via),
    report.onRequest ? words.onRequest : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function Lines({ texts }: { texts: readonly string[] }): JSX.Element {
  return (
    <ul class="plain">
      {texts.map((text) => (
        <li safe>{text}</li>
      ))}
    </ul>
  );
}

const list = (texts: readonly string[]): JSX.Element | null => (texts.length === 0 ? null : <Lines texts={texts} />);

/** Every field that was read; what the text does not state is said so. */
export function Reading({ read, locale }: { read: ReadDispatch; locale: Locale }): JSX.Element {
  const words = dispatchWords(locale).reading;
  const text = (value: string | null): JSX.Element =>
    value ? <span safe>{value}</span> : <span class="muted" safe>{words.notStated}</span>; // prettier-ignore
  const cited = (c: Cited): string =>
    [c.code, c.date === null ? '' : dateWords(c.date, locale), c.issuer ?? ''].filter(Boolean).join(', ');
  const { signature: s } = read;
  return (
    <Facts
      rows={[
        [words.issuer, text([read.issuer.name, read.issuer.parent].filter(Boolean).join(' – '))],
        [words.number, text(read.number === null && read.symbol === null ? null : numberWords(read, locale))],
        [words.date, text(dateOf(read, locale, words.notStated))],
        [words.subject, text(read.subject)],
        [words.urgency, read.urgency === null ? null : text(read.urgency)],
        [words.signature, text([s.mode, s.onBehalfOf, s.title, s.name].filter(Boolean).join(' '))],
        [words.bases, list(read.bases.map(cited))],
        [words.references, list(read.references.map(cited))],
        [words.reports, list(read.reports.map((report) => reportWords(report, locale)))],
        [words.copies, list(read.copies.map((copy) => (copy.note ? `${copy.name} (${copy.note})` : copy.name)))],
        [words.attachments, list(read.attachments)],
        [words.archive, read.archive === null ? null : text(read.archive)],
      ]}
    />
  );
}
