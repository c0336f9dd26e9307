import type { Locale } from '../../platform/caller.js';
import { Icon } from '../../platform/components/icon.js';
import { Crumbs, Empty, Facts, NextLink, Note } from '../../platform/components/parts.js';
import { dateWords } from '../../platform/components/when.js';
import { countWords, wordsOf } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { IsoDate } from '../../platform/vn-time.js';
import { Controls, Counts, hrefOf, LineTabs, unitWords, UnitTable, type UnitLine } from '../parts.view.js';
import type { Kind, Level, Line } from '../vocabulary.rules.js';
import type { Neighbour, UnitCard } from './card.queries.js';
import { lanesOf } from './time-line.rules.js';
import { cardWords, groundWords, TimeLine, TimeList } from './time-line.view.js';

interface Named {
  code: string;
  name: string;
}

/** `/units/:code`: what a unit is on a day, everything that it was, and the level below it. */
export interface CardProps {
  /** The day looked at, and the line along which the level below is shown. */
  at: IsoDate;
  line: Line;
  unit: Named & { kind: Kind; level: Level };
  endedOn: IsoDate | null;
  /** From the top down, without the unit itself. */
  above: readonly Named[];
  superior: Named | null;
  sectoral: Named | null;
  territory: Named | null;
  standingBody: Named | null;
  card: UnitCard;
  hasAddress: boolean;
  /** Whether the reader may see addresses, and change what stands here. */
  seesAddress: boolean;
  administers: boolean;
  counts: readonly { level: Level; units: number }[];
  children: readonly UnitLine[];
  /** How many are directly below. */
  direct: number;
  nextHref: string | null;
  /** Where the unit's own history is, for who may read it. */
  historyHref: string | null;
}

const holds = ({ from, to }: { from: string | null; to: string | null }, at: IsoDate): boolean =>
  (from === null || from <= at) && (to === null || to > at);

const list = (texts: readonly string[]): JSX.Element | null =>
  texts.length === 0 ? null : (
    <ul class="plain">
      {texts.map((text) => (
        <li safe>{text}</li>
      ))}
    </ul>
  );

function mailboxWords({ card, at, hasAddress, seesAddress, standingBody }: CardProps, locale: Locale): string {
  const words = cardWords(locale);
  const own = card.mailboxes.find((mailbox) => holds(mailbox, at));
  if (own) {
    const address = seesAddress ? own.address : words.mailboxHidden;
    return card.mailboxServes > 1
      ? `${address} · ${words.mailboxShared(countWords(card.mailboxServes, locale))}`
      : address;
  }
  return hasAddress && standingBody ? words.mailboxThrough(standingBody.name) : words.mailboxNone;
}

function About({ props, locale }: { props: CardProps; locale: Locale }): JSX.Element {
  const words = unitWords(locale);
  const more = cardWords(locale);
  const { at, card } = props;
  const link = (unit: Named | null): JSX.Element | null =>
    unit === null ? null : (
      <a href={hrefOf(unit.code, at)} safe>
        {unit.name}
      </a>
    );
  const period = card.periods.find((one) => holds(one, at));
  const codes = card.officialCodes.filter((code) => holds(code, at));
  const aliases = card.aliases.filter((alias) => holds(alias, at));
  return (
    <Facts
      rows={[
        [words.kind, <span safe>{wordsOf(words.kinds, props.unit.kind)}</span>],
        [words.code, <code safe>{props.unit.code}</code>],
        [words.parent, link(props.superior)],
        [words.sectoral, link(props.sectoral)],
        [words.territory, link(props.territory)],
        [words.official, list(codes.map(({ scheme, value }) => `${wordsOf(words.schemes, scheme)} ${value}`))],
        [more.aliases, list(aliases.map(({ alias }) => alias))],
        [more.standingBody, link(props.standingBody)],
        [
          more.standsFor,
          card.standsFor.length === 0 ? null : (
            <ul class="plain">
              {card.standsFor.map((board) => {
                const safeLink = link(board);
                return <li>{safeLink}</li>;
              })}
            </ul>
          ),
        ],
        [more.mailbox, props.endedOn === null ? <span safe>{mailboxWords(props, locale)}</span> : null],
        [words.basis, period?.legalBasis ? <span safe>{period.legalBasis}</span> : null],
      ]}
    />
  );
}

/** So many are read at a glance; the others open. */
const AT_A_GLANCE = 12;

function NeighbourList({ units, locale }: { units: readonly Neighbour[]; locale: Locale }): JSX.Element {
  const words = cardWords(locale);
  const said = (of: Neighbour): string =>
    [words.extents[of.extent], words.scopes[of.scope], of.main ? words.main : '', groundWords(of, locale)]
      .filter(Boolean)
      .join(' · ');
  return (
    <ul class="neighbours">
      {units.map((of) => (
        <li>
          <a href={hrefOf(of.code, of.effectiveOn)} safe>
            {of.name}
          </a>{' '}
          <code safe>{of.code}</code> <span safe>{words.after(dateWords(of.effectiveOn, locale))}</span>
          <small safe>{said(of)}</small>
          {of.legalBasis === null || of.confidence === 'official' ? null : (
            <small safe>{words.basis(of.legalBasis)}</small>
          )}
        </li>
      ))}
    </ul>
  );
}

function Neighbours(props: { title: string; units: readonly Neighbour[]; locale: Locale }): JSX.Element {
  const { title, units, locale } = props;
  if (units.length === 0) return <></>;
  const further = units.slice(AT_A_GLANCE);
  return (
    <section>
      <h3 safe>{`${title} (${countWords(units.length, locale)})`}</h3>
      <NeighbourList units={units.slice(0, AT_A_GLANCE)} locale={locale} />
      {further.length === 0 ? null : (
        <details>
          <summary safe>{cardWords(locale).further(countWords(further.length, locale))}</summary>
          <NeighbourList units={further} locale={locale} />
        </details>
      )}
    </section>
  );
}

/** How many units came before or after on each day. */
const changesOf = (units: readonly Neighbour[], say: (n: string) => string): { on: IsoDate; text: string }[] =>
  [...new Set(units.map(({ effectiveOn }) => effectiveOn))].map((on) => ({
    on,
    text: say(String(units.filter(({ effectiveOn }) => effectiveOn === on).length)),
  }));

function OverTime({ props, locale }: { props: CardProps; locale: Locale }): JSX.Element {
  const words = cardWords(locale);
  const kinds = unitWords(locale).kinds;
  const { card, at } = props;
  const lanes = lanesOf(card, {
    kindOf: (kind) => wordsOf(kinds, kind),
    address: (text) => (props.seesAddress ? text : words.hidden),
  });
  const changes = [
    ...changesOf(card.predecessors, (n) => words.tookOver(n)),
    ...changesOf(card.successors, (n) => words.wentOver(n)),
  ];
  return (
    <section class="over-time" aria-labelledby="over-time">
      <h2 id="over-time" safe>
        {words.timeLine}
      </h2>
      <div class="sheet">
        <TimeLine name={props.unit.name} lanes={lanes} at={at} changes={changes} locale={locale} />
        <TimeList lanes={lanes} at={at} locale={locale} />
        <Neighbours title={words.predecessors} units={card.predecessors} locale={locale} />
        <Neighbours title={words.successors} units={card.successors} locale={locale} />
      </div>
    </section>
  );
}

function Actions({ props, locale }: { props: CardProps; locale: Locale }): JSX.Element | null {
  const words = cardWords(locale);
  const { administers, historyHref, unit } = props;
  if (!administers && historyHref === null) return null;
  const path = encodeURIComponent(unit.code);
  return (
    <nav class="actions" aria-label={words.actions}>
      {administers ? (
        <>
          <a class="button button-primary" href={`/units/${path}/edit`}>
            <Icon name="paper" /> <span safe>{words.edit}</span>
          </a>
          <a class="button button-secondary" href={`/reorganisations/new?unit=${path}`}>
            <Icon name="tree" /> <span safe>{words.reorganise}</span>
          </a>
        </>
      ) : null}
      {historyHref === null ? null : (
        <a class="button button-secondary" href={historyHref}>
          <Icon name="history" /> <span safe>{unitWords(locale).history}</span>
        </a>
      )}
    </nav>
  );
}

/** That the unit ended, with the way to who stands for it. */
function Ended(props: { on: IsoDate; successors: readonly Neighbour[]; locale: Locale }): JSX.Element {
  const { on, locale } = props;
  const main = props.successors.find((of) => of.main);
  return (
    <Note tone="warning" text={unitWords(locale).ended(dateWords(on, locale))}>
      {main === undefined ? null : (
        <p>
          <span safe>{cardWords(locale).heir}</span>{' '}
          <a href={hrefOf(main.code, main.effectiveOn)} safe>
            {main.name}
          </a>
        </p>
      )}
    </Note>
  );
}

/** One unit: what it is, what it was, and the level below. */
export function cardPage(frame: Frame, props: CardProps): string {
  const { locale } = frame;
  const words = unitWords(locale);
  const { at, unit } = props;
  const path = `/units/${encodeURIComponent(unit.code)}`;
  const crumbs = [
    { href: `/units?at=${at}`, text: words.country },
    ...props.above.map(({ code, name }) => ({ href: hrefOf(code, at), text: name })),
    { href: null, text: unit.name },
  ];
  const content = (
    <>
      <Crumbs label={words.crumbs} crumbs={crumbs} />
      <h1 safe>{unit.name}</h1>
      {props.endedOn === null ? null : <Ended on={props.endedOn} successors={props.card.successors} locale={locale} />}
      <Controls q="" at={at} action={path} kept={{ line: props.line }} locale={locale} />
      <div class="sheet">
        <About props={props} locale={locale} />
        <Actions props={props} locale={locale} />
      </div>
      <OverTime props={props} locale={locale} />
      <h2 id="below" safe>
        {words.below}
      </h2>
      <Counts counts={props.counts} locale={locale} />
      <LineTabs line={props.line} hrefTo={(line) => `${hrefOf(unit.code, at)}&line=${line}#below`} locale={locale} />
      {props.children.length > 0 ? (
        <UnitTable lines={props.children} at={at} hits={false} locale={locale} />
      ) : (
        <Empty icon="tree" title={words.none} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: unit.name, frame, content, current: 'units' });
}
