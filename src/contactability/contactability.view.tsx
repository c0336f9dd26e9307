import type { Locale } from '../platform/caller.js';
import { Find } from '../platform/components/form.js';
import { Icon, type IconName } from '../platform/components/icon.js';
import { Crumbs, Empty, NextLink, TableHead } from '../platform/components/parts.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { formatVn } from '../platform/vn-time.js';
import type { ContactLine } from './contactability.queries.js';
import { CLASSES, type ClassCounts, type ContactClass, type ContactFilter } from './contactability.rules.js';
import { ProvinceMap, type ProvinceTile } from './map.view.js';
import { en } from './words.en.js';
import { vi, type ContactWords } from './words.vi.js';

export const contactWords = (locale: Locale): ContactWords => (locale === 'vi' ? vi : en);

const ICONS: Record<ContactClass, IconName> = {
  proven: 'done',
  old: 'hourglass',
  never: 'question',
  failing: 'refuse',
  'no-mailbox': 'warning',
};

/** A class as a sign and words: never by colour alone. */
export const ClassTag = ({ of, locale }: { of: ContactClass; locale: Locale }): JSX.Element => (
  <span class={`contact contact-${of}`}>
    <Icon name={ICONS[of]} /> <span safe>{contactWords(locale).classes[of]}</span>
  </span>
);

function provenWords(line: ContactLine, locale: Locale): string {
  const words = contactWords(locale);
  const proofs: [Date, string][] = [];
  if (line.deliveredAt) proofs.push([line.deliveredAt, words.delivered]);
  if (line.acknowledgedAt) proofs.push([line.acknowledgedAt, words.acknowledged]);
  const last = proofs.toSorted(([one], [other]) => other.getTime() - one.getTime())[0];
  return last ? `${formatVn(last[0], locale)} (${last[1]})` : words.none;
}

/** Units with what is known of the way to them; also for the roster of a directive. */
export function ContactTable({ lines, locale }: { lines: readonly ContactLine[]; locale: Locale }): JSX.Element {
  const words = contactWords(locale);
  const { columns } = words;
  const instant = (at: Date | null): string => (at ? formatVn(at, locale) : words.none);
  if (lines.length === 0) return <Empty icon="done" title={words.empty} />;
  return (
    <table class="list cards">
      <TableHead
        columns={[
          [columns.unit, ''],
          [columns.class, ''],
          [columns.proven, ''],
          [columns.failed, ''],
          [columns.signedIn, ''],
        ]}
      />
      <tbody>
        {lines.map((line) => (
          <tr>
            <td class="cell-main">
              <a href={`/units/${encodeURIComponent(line.code)}`} safe>
                {line.name}
              </a>
              <p class="cell-note" safe>
                {[
                  line.provinceCode === line.code ? null : line.provinceName,
                  line.sharing > 1 ? words.shared(countWords(line.sharing, locale)) : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </td>
            <td data-label={columns.class}>
              <ClassTag of={line.contactClass} locale={locale} />
            </td>
            <td data-label={columns.proven}>
              <span safe>{provenWords(line, locale)}</span>
            </td>
            <td data-label={columns.failed}>
              <span safe>
                {[instant(line.failedAt), line.failedAt ? line.failure : null].filter(Boolean).join(' · ')}
              </span>
            </td>
            <td data-label={columns.signedIn}>
              <span safe>{instant(line.signedInAt)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface FiltersProps {
  action: string;
  kept: Readonly<Record<string, string>>;
  filter: ContactFilter;
  counts: ClassCounts;
  locale: Locale;
}

/** One link per class with how many units are in it. */
export function ContactFilters({ action, kept, filter, counts, locale }: FiltersProps): JSX.Element {
  const words = contactWords(locale);
  const sum = (of: ContactFilter): number =>
    CLASSES.filter(
      (one) => of === 'all' || one === of || (of === 'concern' && one !== 'proven' && one !== 'old'),
    ).reduce((n, one) => n + counts[one], 0);
  const nameOf = (of: ContactFilter): string =>
    of === 'all' ? words.all : of === 'concern' ? words.concern : words.classes[of];
  return (
    <nav class="tabs" aria-label={words.show}>
      <ul>
        {(['concern', ...CLASSES.toReversed(), 'all'] as const).map((of) => (
          <li>
            <a
              href={`${action}?${new URLSearchParams({ ...kept, class: of }).toString()}`}
              aria-current={of === filter ? 'true' : undefined}
            >
              <span safe>{nameOf(of)}</span>{' '}
              <span class="count" safe>
                {countWords(sum(of), locale)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface ContactabilityProps {
  filter: ContactFilter;
  counts: ClassCounts;
  tiles: readonly ProvinceTile[];
  /** The province whose units are listed; null: of the whole country. */
  province: { code: string; name: string } | null;
  q: string;
  lines: readonly ContactLine[];
  nextHref: string | null;
  csvHref: string;
}

/** `/contactability`: the map by province, the same as a table, and the units. */
export function contactabilityPage(frame: Frame, props: ContactabilityProps): string {
  const { locale } = frame;
  const words = contactWords(locale);
  const kept: Record<string, string> = props.province ? { province: props.province.code } : {};
  const content = (
    <>
      {props.province ? (
        <Crumbs
          label={words.title}
          crumbs={[
            { href: `/contactability?class=${props.filter}`, text: words.title },
            { href: null, text: props.province.name },
          ]}
        />
      ) : null}
      <h1 safe>{props.province ? `${words.title}: ${props.province.name}` : words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <ContactFilters
        action="/contactability"
        kept={kept}
        filter={props.filter}
        counts={props.counts}
        locale={locale}
      />
      {props.province ? null : <ProvinceMap tiles={props.tiles} filter={props.filter} words={words} locale={locale} />}
      <h2 id="units" safe>
        {words.units}
      </h2>
      <div class="register-tools">
        <Find
          action="/contactability"
          name="q"
          value={props.q}
          label={words.find}
          button={words.findButton}
          kept={{ ...kept, class: props.filter }}
        />
        <p>
          <a href={props.csvHref} download="">
            <Icon name="reports" /> <span safe>{words.download}</span>
          </a>
        </p>
      </div>
      <ContactTable lines={props.lines} locale={locale} />
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'contactability' });
}

export interface RosterContactProps {
  directiveId: string;
  filter: ContactFilter;
  counts: ClassCounts;
  lines: readonly ContactLine[];
  nextHref: string | null;
}

/** `/directives/:id/contactability`: the addressees of a draft and how sure the way to each is. */
export function rosterContactPage(frame: Frame, props: RosterContactProps): string {
  const { locale } = frame;
  const words = contactWords(locale);
  const action = `/directives/${props.directiveId}/contactability`;
  const content = (
    <>
      <Crumbs
        label={words.title}
        crumbs={[
          { href: `/directives/${props.directiveId}/preview`, text: words.before.back },
          { href: null, text: words.before.of },
        ]}
      />
      <h1 safe>{words.before.of}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <ContactFilters action={action} kept={{}} filter={props.filter} counts={props.counts} locale={locale} />
      <ContactTable lines={props.lines} locale={locale} />
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: words.before.of, frame, content, current: 'directives' });
}
