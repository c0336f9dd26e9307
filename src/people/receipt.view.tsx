import { stateWords } from '../assignments/index.js';
import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Radios, Submit, type FormError } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Empty, Facts, NextLink, Note, TableHead } from '../platform/components/parts.js';
import { paperWords, type Paper } from '../platform/components/paper.js';
import { asDate } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { formatVn } from '../platform/vn-time.js';
import type { Remaining } from './leaving.queries.js';
import { Mandates, peopleWords } from './mandates.view.js';
import type { Person } from './people.queries.js';
import type { Receipt, ReceiptDuty } from './receipts.queries.js';

interface Line {
  href: string;
  paper: Paper;
  state: string;
  dueAt: Date | null;
  unitName?: string;
}

function Duties({ lines, locale }: { lines: readonly Line[]; locale: Locale }): JSX.Element {
  const { columns, noDue } = peopleWords(locale).handOver;
  return (
    <table class="list cards">
      <TableHead
        columns={[
          [columns.paper, ''],
          [columns.state, 'col-state'],
          [columns.due, 'col-due'],
        ]}
      />
      <tbody>
        {lines.map(({ href, paper, state, dueAt, unitName }) => (
          <tr>
            <td class="cell-main">
              <a href={href} safe>
                {paper.subject}
              </a>
              <p class="cell-note" safe>
                {[`${paperWords(paper, locale)}, ${paper.issuer}`, unitName].filter(Boolean).join(' · ')}
              </p>
            </td>
            <td data-label={columns.state}>
              <span safe>{stateWords(state)[locale]}</span>
            </td>
            <td data-label={columns.due}>
              <span safe>{dueAt ? formatVn(dueAt, locale) : noDue}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Receipts as a list; nothing where there are none. */
export function Receipts({
  receipts,
  title,
  locale,
}: {
  receipts: readonly Receipt[];
  title: string;
  locale: Locale;
}): JSX.Element {
  const words = peopleWords(locale).receipt;
  if (receipts.length === 0) return <></>;
  return (
    <section aria-labelledby="receipts">
      <h2 id="receipts" safe>
        {title}
      </h2>
      <ul class="plain">
        {receipts.map((receipt) => (
          <li>
            <a href={`/hand-overs/${receipt.id}`} safe>
              {`${receipt.fromName} → ${receipt.toName ?? words.theUnit}, ${formatVn(receipt.at, locale)}`}
            </a>{' '}
            <span class="muted" safe>
              {receipt.state === 'given' ? words.given : words.duties(countWords(receipt.duties, locale))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface HandOverProps {
  person: Person;
  unit: { code: string; name: string };
  remaining: Remaining;
  nextHref: string | null;
  errors: readonly FormError[];
}

function Successor({ props, frame }: { props: HandOverProps; frame: Frame }): JSX.Element {
  const words = peopleWords(frame.locale).handOver;
  const { successors, dutiesTotal } = props.remaining;
  return (
    <form method="post" action={`/people/${props.person.id}/hand-over`} class="sheet">
      <input type="hidden" name="unit" value={props.unit.code} />
      {dutiesTotal > 0 ? (
        <>
          {successors.length === 0 ? <p safe>{words.nobody}</p> : null}
          <Radios
            name="to"
            label={words.to}
            required
            error={props.errors.find(({ field }) => field === 'to')?.text}
            options={[
              ...successors.map(({ id, name }) => ({ value: id, label: name })),
              { value: 'unit', label: words.toUnit, hint: words.toUnitHint },
            ]}
          />
        </>
      ) : null}
      <label class="check">
        <input type="checkbox" name="close" value="true" /> <span safe>{words.close}</span>
      </label>
      <Submit
        label={dutiesTotal > 0 ? words.button(countWords(dutiesTotal, frame.locale)) : words.buttonNone}
        icon="out"
        look="warning"
      />
    </form>
  );
}

/** `/people/:id/hand-over`: what hangs on a person at a unit, before anything changes. */
export function handOverPage(frame: Frame, props: HandOverProps): string {
  const { locale } = frame;
  const words = peopleWords(locale);
  const { remaining, person } = props;
  const ending = [...remaining.mandates, ...remaining.lent];
  const lines = remaining.duties.map((duty) => ({ ...duty, href: `/assignments/${duty.id}` }));
  const content = (
    <>
      <Crumbs
        label={words.list.title}
        crumbs={[
          { href: '/people', text: words.list.title },
          { href: `/people/${person.id}`, text: person.name },
          { href: null, text: words.handOver.title },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{words.handOver.title}</h1>
      <p class="lead" safe>
        {words.handOver.intro(person.name, props.unit.name)}
      </p>
      <h2>
        <span safe>{words.handOver.duties}</span>{' '}
        <span class="count" safe>
          {countWords(remaining.dutiesTotal, locale)}
        </span>
      </h2>
      {lines.length === 0 ? (
        <Empty icon="done" title={words.handOver.noDuties} />
      ) : (
        <Duties lines={lines} locale={locale} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
      <h2 safe>{words.handOver.endsTitle}</h2>
      {ending.length > 0 ? (
        <Mandates mandates={ending} endable={new Set()} back="" now={asDate(frame.now)} locale={locale} />
      ) : null}
      <ul>
        <li safe>{words.handOver.codes(countWords(remaining.codes, locale))}</li>
      </ul>
      {remaining.drafts > 0 ? (
        <Note tone="plain" text={words.handOver.drafts(countWords(remaining.drafts, locale))} />
      ) : null}
      <Successor props={props} frame={frame} />
    </>
  );
  return page({ title: words.handOver.title, frame, content, current: 'people' });
}

export interface ReceiptProps {
  receipt: Receipt;
  duties: readonly ReceiptDuty[];
  nextHref: string | null;
  mayConfirm: boolean;
}

function About({ receipt, frame }: { receipt: Receipt; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = peopleWords(locale).receipt;
  const text = (value: string): JSX.Element => <span safe>{value}</span>;
  const confirmed =
    receipt.confirmedAt &&
    words.confirmed(receipt.confirmedByName ?? words.system, formatVn(receipt.confirmedAt, locale));
  return (
    <Facts
      rows={[
        [words.unit, text(receipt.unitName)],
        [words.from, text(receipt.fromName)],
        [words.to, text(receipt.toName ?? words.theUnit)],
        [words.at, text(formatVn(receipt.at, locale))],
        [words.by, text(receipt.givenByName ?? words.system)],
        [words.state, text(confirmed ?? words.given)],
        [words.ended, text(words.counts(countWords(receipt.mandates, locale), countWords(receipt.tokens, locale)))],
        [
          words.hash,
          <code class="hash" safe>
            {receipt.hash}
          </code>,
        ],
      ]}
    />
  );
}

/** `/hand-overs/:id`: the receipt, for both sides to keep. */
export function receiptPage(frame: Frame, { receipt, duties, nextHref, mayConfirm }: ReceiptProps): string {
  const { locale } = frame;
  const words = peopleWords(locale);
  const lines = duties.map((duty) => ({ ...duty, href: `/assignments/${duty.assignmentId}` }));
  const content = (
    <>
      <h1 safe>{words.receipt.title}</h1>
      <article class="sheet">
        <About receipt={receipt} frame={frame} />
        {receipt.closesAccount ? <p safe>{words.receipt.closedAccount}</p> : null}
      </article>
      {mayConfirm ? (
        <form method="post" action={`/hand-overs/${receipt.id}/confirm`} class="act act-big">
          <Submit label={words.receipt.confirm} icon="check" />
        </form>
      ) : null}
      <h2 safe>{words.receipt.duties(countWords(receipt.duties, locale))}</h2>
      {lines.length === 0 ? <p safe>{words.handOver.noDuties}</p> : <Duties lines={lines} locale={locale} />}
      <NextLink href={nextHref} locale={locale} />
      <div class="signing">
        <p safe>{words.receipt.signatures.from}</p>
        <p safe>{words.receipt.signatures.to}</p>
        <p safe>{words.receipt.signatures.unit}</p>
      </div>
      <p class="muted no-print">
        <Icon name="print" /> <span safe>{words.receipt.print}</span>
      </p>
    </>
  );
  return page({ title: words.receipt.title, frame, content });
}
