import type { MandateRow } from '../access/index.js';
import type { Locale } from '../platform/caller.js';
import { Submit } from '../platform/components/form.js';
import { TableHead } from '../platform/components/parts.js';
import { asDate } from '../platform/components/when.js';
import { frameWords } from '../platform/components/words.js';
import { formatVnDate, plusDays, vnDate, vnTime } from '../platform/vn-time.js';
import { en } from './words.en.js';
import { vi, type PeopleWords } from './words.vi.js';

export const peopleWords = (locale: Locale): PeopleWords => (locale === 'vi' ? vi : en);

export interface MandatesProps {
  mandates: readonly MandateRow[];
  /** Which of them the reader may end. */
  endable: ReadonlySet<string>;
  /** What to go back to. */
  back: string;
  now: Date;
  locale: Locale;
  /** Shows whose they are instead of what they rest on. */
  holders?: boolean;
}

/** The last day that counts: an end at midnight is the day before. */
export const lastDayOf = (until: Date): string =>
  vnTime(until) === '00:00' ? plusDays(vnDate(until), -1) : vnDate(until);

function basisOf({ basis, lenderName }: MandateRow, words: PeopleWords['mandates']): string {
  return lenderName === null ? words.basis[basis] : words.lentBy(lenderName);
}

function Row({ mandate, props }: { mandate: MandateRow; props: MandatesProps }): JSX.Element {
  const { locale } = props;
  const words = peopleWords(locale).mandates;
  const state = mandate.inForce ? 'inForce' : mandate.fromAt > asDate(props.now) ? 'later' : 'over';
  return (
    <tr class={mandate.inForce ? '' : 'row-past'}>
      <td class="cell-main">
        <span safe>{mandate.unitName}</span>
      </td>
      <td data-label={words.columns.role}>
        <span safe>{frameWords(locale).roles[mandate.role]}</span>
      </td>
      <td data-label={props.holders ? peopleWords(locale).me.holder : words.columns.basis}>
        <span safe>{props.holders ? mandate.holderName : basisOf(mandate, words)}</span>
        {mandate.legalBasis ? (
          <small class="muted" safe>
            {mandate.legalBasis}
          </small>
        ) : null}
      </td>
      <td data-label={words.columns.from}>
        <span safe>{formatVnDate(vnDate(mandate.fromAt), locale)}</span>
      </td>
      <td data-label={words.columns.until}>
        <span safe>{mandate.untilAt ? formatVnDate(lastDayOf(mandate.untilAt), locale) : words.open}</span>
      </td>
      <td data-label={words.columns.state}>
        <span safe>{words[state]}</span>
        {props.endable.has(mandate.id) ? (
          <form method="post" action={`/mandates/${mandate.id}/end`}>
            <input type="hidden" name="back" value={props.back} />
            <Submit label={words.end} look="quiet" icon="refuse" />
          </form>
        ) : null}
      </td>
    </tr>
  );
}

/** Mandates as a table; those that are over are pale. */
export function Mandates(props: MandatesProps): JSX.Element {
  const words = peopleWords(props.locale);
  const { columns } = words.mandates;
  const basis = props.holders ? words.me.holder : columns.basis;
  return (
    <table class="list cards">
      <TableHead
        columns={[
          [columns.unit, ''],
          [columns.role, ''],
          [basis, ''],
          [columns.from, ''],
          [columns.until, ''],
          [columns.state, ''],
        ]}
      />
      <tbody>
        {props.mandates.map((mandate) => (
          <Row mandate={mandate} props={props} />
        ))}
      </tbody>
    </table>
  );
}
