import type { Children } from '@kitajs/html';
import type { Locale } from '../../platform/caller.js';
import { ErrorSummary, Hidden, Input, Select, Submit, type FormError } from '../../platform/components/form.js';
import { Crumbs, Note } from '../../platform/components/parts.js';
import { dateWords } from '../../platform/components/when.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { IsoDate } from '../../platform/vn-time.js';
import type { UnitCard } from '../card/card.queries.js';
import { cardWords, stretchWords } from '../card/time-line.view.js';
import { unitWords } from '../parts.view.js';
import type { Kind } from '../vocabulary.rules.js';
import { SCHEMES, type Amendment } from './amendment.rules.js';
import { en } from './words.en.js';
import { vi, type AmendWords } from './words.vi.js';

export const amendWords = (locale: Locale): AmendWords => (locale === 'vi' ? vi : en);

type What = Amendment['what'];

/** What was sent in a form, by the names of its fields. */
export type Sent = Readonly<Record<string, string | undefined>>;

export interface EditProps {
  unit: { code: string; name: string; kind: Kind };
  card: UnitCard;
  /** Of the card that the forms start from. */
  version: string;
  today: IsoDate;
  errors: readonly FormError[];
  sent: Sent;
}

/** An entry of the card that may rest on a paper, as a form names it: which table, which of them, from when. */
export const entryKey = (of: string, key: string, begun: string | null): string =>
  JSON.stringify([of, key, begun ?? '0001-01-01']);

interface SectionProps {
  what: What;
  props: EditProps;
  locale: Locale;
  now?: string;
  children?: Children;
}

/** One thing to change, closed until it is wanted or was sent and is not right. */
function Section({ what, props, locale, now, children }: SectionProps): JSX.Element {
  const words = amendWords(locale);
  const { sent, today, errors } = props;
  const isSent = sent['what'] === what;
  const safeFields = children;
  const error = (name: string): string | undefined =>
    isSent ? errors.find(({ field }) => field === name)?.text : undefined;
  return (
    <details class="sheet" open={isSent}>
      <summary safe>{words.sections[what]}</summary>
      <form method="post" action={`/units/${encodeURIComponent(props.unit.code)}/edit`}>
        <Hidden name="what" value={what} />
        <Hidden name="version" value={props.version} />
        {now === undefined ? null : <p safe>{words.now(now === '' ? words.none : now)}</p>}
        {safeFields}
        {what === 'legal-basis' ? null : (
          <Input
            name="from"
            id={`from-${what}`}
            type="date"
            label={words.fields.from}
            value={isSent ? sent['from'] : today}
            required
            error={error('from')}
          />
        )}
        {what === 'end-alias' ? null : (
          <Input
            name="legalBasis"
            id={`basis-${what}`}
            label={words.fields.legalBasis}
            hint={words.fields.legalBasisHint}
            value={isSent ? sent['legalBasis'] : ''}
          />
        )}
        <Submit label={words.look} look="secondary" />
      </form>
    </details>
  );
}

function Names({ props, locale }: { props: EditProps; locale: Locale }): JSX.Element {
  const { fields } = amendWords(locale);
  const { sent } = props;
  const aliases = props.card.aliases.filter(({ to }) => to === null || to > props.today);
  return (
    <>
      <Section what="alias" props={props} locale={locale} now={aliases.map(({ alias }) => alias).join('; ')}>
        <Input name="alias" label={fields.alias} value={sent['alias']} required />
      </Section>
      {aliases.length === 0 ? null : (
        <Section what="end-alias" props={props} locale={locale}>
          <Select
            name="alias"
            id="end-alias"
            label={fields.alias}
            options={aliases.map(({ alias }) => ({ value: alias, label: alias }))}
          />
        </Section>
      )}
    </>
  );
}

const inForce = <Held extends { from: string | null; to: string | null }>(held: readonly Held[], today: IsoDate) =>
  held.filter(({ from, to }) => (from === null || from <= today) && (to === null || to > today));

function Ways({ props, locale }: { props: EditProps; locale: Locale }): JSX.Element {
  const words = amendWords(locale);
  const { fields } = words;
  const { card, sent, today, unit, errors } = props;
  const schemes = unitWords(locale).schemes;
  const error = (name: string): string | undefined => errors.find(({ field }) => field === name)?.text;
  const codes = inForce(card.officialCodes, today).map(({ scheme, value }) => `${schemes[scheme]} ${value}`);
  const bodies = inForce(card.parents, today).filter(({ line }) => line === 'standing-body');
  return (
    <>
      <Section what="mailbox" props={props} locale={locale} now={inForce(card.mailboxes, today)[0]?.address ?? ''}>
        <Input
          name="address"
          label={fields.address}
          hint={fields.addressHint}
          value={sent['address']}
          error={error('address')}
        />
        <Select
          name="locale"
          label={fields.locale}
          value={sent['locale']}
          options={[
            { value: 'vi', label: words.locales.vi },
            { value: 'en', label: words.locales.en },
          ]}
        />
      </Section>
      <Section what="official-code" props={props} locale={locale} now={codes.join('; ')}>
        <Select
          name="scheme"
          label={fields.scheme}
          value={sent['scheme']}
          options={SCHEMES.map((scheme) => ({ value: scheme, label: schemes[scheme] }))}
        />
        <Input name="value" label={fields.value} hint={fields.valueHint} value={sent['value']} error={error('value')} />
      </Section>
      {unit.kind === 'steering-committee' ? (
        <Section what="standing-body" props={props} locale={locale} now={bodies[0]?.name ?? ''}>
          <Input
            name="standingBody"
            label={fields.standingBody}
            hint={fields.standingBodyHint}
            value={sent['standingBody']}
            error={error('standingBody')}
          />
        </Section>
      ) : null}
    </>
  );
}

function Bases({ props, locale }: { props: EditProps; locale: Locale }): JSX.Element {
  const { card, sent } = props;
  const { lanes } = cardWords(locale);
  const entry = (of: string, key: string, from: string | null, label: string) => ({
    value: entryKey(of, key, from),
    label,
  });
  const said = (label: string, text: string, of: { from: string | null; to: string | null }): string =>
    `${label}: ${text}, ${stretchWords(of, locale)}`;
  const options = [
    ...card.periods.map((p) => entry('period', '', p.from, said(lanes.name, p.name, p))),
    ...card.parents.map((p) => entry('relation', p.line, p.from, said(lanes[p.line], p.name, p))),
    ...card.officialCodes.map((c) => entry('code', c.scheme, c.from, said(lanes[c.scheme], c.value, c))),
    ...card.aliases.map((a) => entry('alias', a.alias, a.from, said(lanes.alias, a.alias, a))),
    ...card.mailboxes.map((m) => entry('mailbox', '', m.from, said(lanes.mailbox, m.address, m))),
  ];
  return (
    <Section what="legal-basis" props={props} locale={locale}>
      <Select name="entry" label={amendWords(locale).fields.entry} value={sent['entry']} options={options} />
    </Section>
  );
}

const crumbsOf = ({ code, name }: EditProps['unit'], locale: Locale) => [
  { href: '/units', text: unitWords(locale).country },
  { href: `/units/${encodeURIComponent(code)}`, text: name },
  { href: null, text: amendWords(locale).title },
];

/** What an administrator may change of a unit, each thing in a form of its own. */
export function editPage(frame: Frame, props: EditProps): string {
  const { locale } = frame;
  const words = amendWords(locale);
  const path = encodeURIComponent(props.unit.code);
  const content = (
    <>
      <Crumbs label={unitWords(locale).crumbs} crumbs={crumbsOf(props.unit, locale)} />
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{`${words.title}: ${props.unit.name}`}</h1>
      <p class="lead">
        <span safe>{words.lead}</span>{' '}
        <a href={`/reorganisations/new?unit=${path}`} safe>
          {words.reorganise}
        </a>
      </p>
      <Names props={props} locale={locale} />
      <Ways props={props} locale={locale} />
      <Bases props={props} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'units', width: 'narrow' });
}

/** What is about to be written, before it is. */
export function confirmPage(
  frame: Frame,
  { unit, amendment, sent }: Pick<EditProps, 'unit' | 'sent'> & { amendment: Amendment },
): string {
  const { locale } = frame;
  const words = amendWords(locale);
  const path = `/units/${encodeURIComponent(unit.code)}/edit`;
  const content = (
    <>
      <Crumbs label={unitWords(locale).crumbs} crumbs={crumbsOf(unit, locale)} />
      <h1 safe>{words.confirmTitle}</h1>
      <Note tone="plain" title={unit.name} text={becomes(amendment, words, locale)} />
      {amendment.what === 'legal-basis' || amendment.what === 'alias' ? null : <p safe>{words.later}</p>}
      <form method="post" action={path} class="actions">
        {Object.entries(sent).map(([name, value]) => (
          <Hidden name={name} value={value ?? ''} />
        ))}
        <Hidden name="confirmed" value="yes" />
        <Submit label={words.confirm} icon="done" />
        <a class="button button-quiet" href={path} safe>
          {words.back}
        </a>
      </form>
    </>
  );
  return page({ title: words.confirmTitle, frame, content, current: 'units', width: 'narrow' });
}

function becomes(amendment: Amendment, words: AmendWords, locale: Locale): string {
  if (amendment.what === 'legal-basis') return words.becomes['legal-basis'](amendment.legalBasis ?? '');
  const what = {
    alias: 'alias' in amendment ? amendment.alias : '',
    'end-alias': 'alias' in amendment ? amendment.alias : '',
    mailbox: 'address' in amendment ? (amendment.address ?? '') : '',
    'official-code': 'value' in amendment ? (amendment.value ?? '') : '',
    'standing-body': 'standingBody' in amendment ? (amendment.standingBody ?? '') : '',
  }[amendment.what];
  return words.becomes[amendment.what](what, dateWords(amendment.from, locale));
}
