import type { MandateRow } from '../access/index.js';
import type { Role } from '../platform/caller.js';
import { ErrorSummary, Input, Submit, type FormError } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Facts, Note } from '../platform/components/parts.js';
import { asDate } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { formatVn } from '../platform/vn-time.js';
import { Mandates, peopleWords } from './mandates.view.js';
import type { Person } from './people.queries.js';
import { RoleChoice } from './people.view.js';
import { Receipts } from './receipt.view.js';
import type { Receipt } from './receipts.queries.js';

export interface PersonProps {
  person: Person;
  duties: number;
  hasCode: boolean;
  mandates: readonly MandateRow[];
  endable: ReadonlySet<string>;
  receipts: readonly Receipt[];
  /** Roles that the reader may give; none for his own page. */
  roles: readonly Role[];
  /** Roles that the reader may lend to this person out of his own mandate. */
  lendable: readonly Role[];
  /** Units at which the reader may carry out the hand-over of this person. */
  leaves: readonly { code: string; name: string }[];
  ownUnit: string;
  errors: readonly FormError[];
}

const said = (errors: readonly FormError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.text;

function Give({ props, frame }: { props: PersonProps; frame: Frame }): JSX.Element {
  const words = peopleWords(frame.locale);
  return (
    <details name="acts">
      <summary>
        <Icon name="check" /> <span safe>{words.give.title}</span>
      </summary>
      <form method="post" action={`/people/${props.person.id}/mandates`} class="act">
        <Input name="unit" label={words.add.unit} value={props.ownUnit} required error={said(props.errors, 'unit')} />
        <RoleChoice roles={props.roles} frame={frame} label={words.add.role} id="f-give-role" />
        <Input
          name="from"
          label={words.give.from}
          hint={words.give.fromHint}
          type="date"
          error={said(props.errors, 'from')}
        />
        <Input
          name="until"
          label={words.give.until}
          hint={words.give.untilHint}
          type="date"
          error={said(props.errors, 'until')}
        />
        <Input name="legalBasis" label={words.give.legalBasis} />
        <Submit label={words.give.button} icon="check" />
      </form>
    </details>
  );
}

function Delegate({ props, frame }: { props: PersonProps; frame: Frame }): JSX.Element {
  const words = peopleWords(frame.locale);
  return (
    <details name="acts">
      <summary>
        <Icon name="forward" /> <span safe>{words.delegate.title}</span>
      </summary>
      <form method="post" action={`/people/${props.person.id}/delegate`} class="act">
        <p safe>{words.delegate.text}</p>
        <RoleChoice roles={props.lendable} frame={frame} label={words.add.role} id="f-lend-role" />
        <Input id="f-lend-until" name="until" label={words.give.until} type="date" required />
        <Input id="f-lend-basis" name="legalBasis" label={words.give.legalBasis} />
        <Submit label={words.delegate.button} icon="forward" />
      </form>
    </details>
  );
}

function Code({ props, frame }: { props: PersonProps; frame: Frame }): JSX.Element {
  const words = peopleWords(frame.locale).code;
  return (
    <details name="acts">
      <summary>
        <Icon name="shield" /> <span safe>{words.title}</span>
      </summary>
      <form method="post" action={`/people/${props.person.id}/sign-in-code`} class="act">
        <p safe>{words.text}</p>
        <Submit label={words.button} icon="shield" look="secondary" />
      </form>
    </details>
  );
}

function About({ props, frame }: { props: PersonProps; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = peopleWords(locale);
  const { person } = props;
  const text = (value: string): JSX.Element => <span safe>{value}</span>;
  return (
    <Facts
      rows={[
        [words.person.unit, text(person.unitName)],
        [words.person.email, text(person.email ?? words.person.none)],
        [words.person.seen, text(person.lastSignedInAt ? formatVn(person.lastSignedInAt, locale) : words.list.never)],
        [words.person.duties, text(countWords(props.duties, locale))],
        [words.person.codes, text(props.hasCode ? words.person.hasCode : words.person.noCode)],
      ]}
    />
  );
}

/** `/people/:id`: one person, the mandates, and what may be done about them. */
export function personPage(frame: Frame, props: PersonProps): string {
  const { locale } = frame;
  const words = peopleWords(locale);
  const { person } = props;
  const content = (
    <>
      <Crumbs
        label={words.list.title}
        crumbs={[
          { href: '/people', text: words.list.title },
          { href: null, text: person.name },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{person.name}</h1>
      {person.disabledAt ? <Note tone="plain" text={words.person.closed} /> : null}
      {props.duties > 0 && person.roles.length === 0 ? <Note tone="warning" text={words.list.orphaned} /> : null}
      <About props={props} frame={frame} />
      <h2 safe>{words.mandates.title}</h2>
      {props.mandates.length === 0 ? (
        <p safe>{words.mandates.none}</p>
      ) : (
        <Mandates
          mandates={props.mandates}
          endable={props.endable}
          back={`/people/${person.id}`}
          now={asDate(frame.now)}
          locale={locale}
        />
      )}
      {props.leaves.map(({ code, name }) => (
        <p>
          <a
            class="button button-secondary"
            href={`/people/${person.id}/hand-over?${new URLSearchParams({ unit: code }).toString()}`}
          >
            <Icon name="out" /> <span safe>{`${words.handOver.link}: ${name}`}</span>
          </a>
        </p>
      ))}
      {person.disabledAt ? null : (
        <div class="acts">
          {props.lendable.length > 0 ? <Delegate props={props} frame={frame} /> : null}
          {props.roles.length > 0 ? <Give props={props} frame={frame} /> : null}
          {props.roles.length > 0 ? <Code props={props} frame={frame} /> : null}
        </div>
      )}
      <Receipts receipts={props.receipts} title={words.receipts.title} locale={locale} />
    </>
  );
  return page({ title: person.name, frame, content, current: 'people' });
}

/** The sign-in code, once. */
export function codePage(frame: Frame, { person, code }: { person: Person; code: string }): string {
  const words = peopleWords(frame.locale).code;
  const content = (
    <>
      <h1 safe>{words.made(person.name)}</h1>
      <Note tone="warning" text={words.once} />
      <pre class="sheet sign-in-code">
        <code safe>{code}</code>
      </pre>
      <p>
        <a href={`/people/${person.id}`} safe>
          {words.back}
        </a>
      </p>
    </>
  );
  return page({ title: words.title, frame, content, current: 'people', width: 'narrow' });
}

export interface MeProps {
  person: Person | null;
  mandates: readonly MandateRow[];
  lent: readonly MandateRow[];
  toConfirm: readonly Receipt[];
}

/** `/me`: what the reader may act as, has lent, and has to confirm. */
export function mePage(frame: Frame, props: MeProps): string {
  const { locale } = frame;
  const words = peopleWords(locale);
  const ending = (mandates: readonly MandateRow[]) =>
    new Set(mandates.filter(({ delegatedBy, inForce }) => delegatedBy !== null && inForce).map(({ id }) => id));
  const shown = { back: '/me', now: asDate(frame.now), locale };
  const content = (
    <>
      <h1 safe>{words.me.title}</h1>
      <p class="lead" safe>
        {words.me.intro}
      </p>
      {props.person === null ? <Note tone="plain" text={words.me.nobody} /> : null}
      {props.toConfirm.length > 0 ? (
        <Receipts receipts={props.toConfirm} title={words.me.toConfirm} locale={locale} />
      ) : null}
      {props.mandates.length > 0 ? (
        <Mandates {...shown} mandates={props.mandates} endable={ending(props.mandates)} />
      ) : null}
      <h2 safe>{words.me.lent}</h2>
      {props.lent.length > 0 ? (
        <Mandates {...shown} mandates={props.lent} endable={ending(props.lent)} holders />
      ) : (
        <p safe>{words.me.lentNone}</p>
      )}
      <p class="muted" safe>
        {words.me.lentHow}
      </p>
    </>
  );
  return page({ title: words.me.title, frame, content });
}
