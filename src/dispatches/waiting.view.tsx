import type { Locale } from '../platform/caller.js';
import { Icon } from '../platform/components/icon.js';
import { Empty, NextLink, TableHead } from '../platform/components/parts.js';
import { paperWords } from '../platform/components/paper.js';
import { When, type Instant } from '../platform/components/when.js';
import { page, type Frame } from '../platform/page.view.js';
import { dispatchWords } from './dispatches.view.js';
import { belowQuery, crumbsTo, doubtsWords } from './intake.view.js';

export interface WaitingLine {
  id: string;
  createdAt: Instant;
  origin: string | null;
  queries: number;
  read: {
    kind: string | null;
    number: number | null;
    symbol: string | null;
    date: string | null;
    subject: string | null;
    issuer: string | null;
  };
}

function WaitingRow({ item, below, locale }: { item: WaitingLine; below: string | undefined; locale: Locale }) {
  const words = dispatchWords(locale).intake;
  const { kind, number, symbol, date, subject, issuer } = item.read;
  const name = kind ? paperWords({ kind, number, symbol, datedOn: date }, locale) : words.notOfficial;
  return (
    <tr>
      <td>
        <a href={`/dispatches/${item.id}${belowQuery(below)}`}>
          <b safe>{name}</b>
        </a>
        <br />
        <span safe>{[issuer, subject ?? words.unread].filter(Boolean).join(': ')}</span>
      </td>
      <td>
        <span safe>{item.origin ?? words.pasted}</span>
        <br />
        <small class="muted">
          <When at={item.createdAt} locale={locale} />
        </small>
      </td>
      <td>
        <span class={item.queries > 0 ? 'doubtful' : 'muted'} safe>
          {doubtsWords(item.queries, locale)}
        </span>
      </td>
    </tr>
  );
}

/** `/dispatches`: what was read and waits for a clerk. */
export function waitingPage(
  frame: Frame,
  props: { items: readonly WaitingLine[]; below?: string | undefined; nextHref: string | null },
): string {
  const words = dispatchWords(frame.locale);
  const { intake } = words;
  const newUpload = (
    <a class="button button-primary" href={`/dispatches/new${belowQuery(props.below)}`}>
      <Icon name="upload" />
      <span safe>{intake.newUpload}</span>
    </a>
  );
  const columns = [intake.paper, words.intake.file, intake.outcome];
  const content = (
    <>
      {crumbsTo(frame, [intake.waiting])}
      <h1 safe>{intake.waiting}</h1>
      <p class="lead" safe>
        {intake.waitingText}
      </p>
      {props.items.length === 0 ? (
        <Empty icon="paper" title={intake.waitingEmpty} text={intake.waitingEmptyText}>
          {newUpload}
        </Empty>
      ) : (
        <>
          <p>{newUpload}</p>
          <table class="list cards">
            <TableHead columns={columns.map((text) => [text, ''] as const)} />
            <tbody>
              {props.items.map((item) => (
                <WaitingRow item={item} below={props.below} locale={frame.locale} />
              ))}
            </tbody>
          </table>
        </>
      )}
      <NextLink href={props.nextHref} locale={frame.locale} />
    </>
  );
  return page({ title: intake.waiting, frame, content, current: 'directives' });
}
