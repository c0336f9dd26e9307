import { stepDoes } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { composed, type Composed, type LetterCode } from '../../platform/components/letter.js';
import type { LetterItem, LetterSection } from '../../platform/components/letter-sections.js';
import { paperWords } from '../../platform/components/paper.js';
import { dateWords, dueHint, instantWords } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import type { IsoDate } from '../../platform/vn-time.js';
import { NAMED } from '../waiting-list.view.js';
import {
  byDirective,
  byWaiting,
  dueOf,
  entriesOf,
  SECTIONS,
  sectionOf,
  unitsBelow,
  type DigestItem,
  type LateBelow,
} from './digest.rules.js';
import { en } from './words.en.js';
import { vi, type DigestWords } from './words.vi.js';

const wordsIn = (locale: Locale): DigestWords => (locale === 'vi' ? vi : en);

/** Where one notice leads: what acknowledges, or the page of the duty. */
export interface ItemLink {
  href: string;
  code: LetterCode | null;
}

export interface Digest {
  locale: Locale;
  on: IsoDate;
  /** The office written to, or whose leader. */
  unitName: string;
  toLeader: boolean;
  items: readonly DigestItem[];
  links: ReadonlyMap<string, ItemLink>;
  /** Who is told of a unit may see its duty; the whole directive only where it is a party. */
  dutyLink: (assignmentId: string) => string;
  inboxLink: string;
  /** Notices that are not listed. */
  unlisted: number;
  now: Date;
}

/** Names of units that wait, so many of them; the rest as a number. */
export function waitingLine(names: readonly string[], waiting: number, locale: Locale): string {
  const named = names.slice(0, NAMED);
  const others = Math.max(waiting, names.length) - named.length;
  const rest = others > 0 ? countWords(others, locale) : null;
  return wordsIn(locale).waiting(countWords(Math.max(waiting, names.length), locale), named.join(', '), rest);
}

/** In which tone it is reminded, and what comes next, when: an instant that is over already is not told. */
function stepLine({ step, stage }: DigestItem, { locale, now }: Pick<Digest, 'locale' | 'now'>): string[] {
  if (!step) return [];
  const words = wordsIn(locale);
  const { n, text, next } = step;
  const when = next?.at && next.at > now ? instantWords(next.at, locale) : null;
  const then = next ? words.next[stage](when, stepDoes(next.step, locale)) : words.nothingNext;
  return [`${words.tone[text](n)} ${then}`];
}

function ownItem(item: DigestItem, { locale, links, now }: Digest): LetterItem {
  const words = wordsIn(locale);
  const { facts, stage, deferredOn } = item;
  const due = dueOf(item);
  const dueName = stage === 'work' || stage === 'begin' ? words.due.work : words.due.receipt;
  const link = links.get(item.id);
  return {
    title: words.paper(paperWords(facts.paper, locale), facts.paper.subject),
    lines: [
      words.from(facts.paper.issuer),
      words.states[stage],
      ...(due ? [`${dueName}: ${instantWords(due, locale)} (${dueHint(due, now, locale).text})`] : []),
      ...stepLine(item, { locale, now }),
      ...(item.waitingNames.length > 0 ? [waitingLine(item.waitingNames, facts.waiting, locale)] : []),
      ...(deferredOn ? [words.deferred(dateWords(deferredOn, locale))] : []),
      ...(link?.code ? [words.code(link.code.code)] : []),
    ],
    link: link
      ? {
          text:
            stage === 'relay'
              ? words.open.relay
              : stage === 'work' || stage === 'begin'
                ? words.open.work
                : words.open.receipt,
          href: link.href,
        }
      : null,
  };
}

/** What is said of the units below one directive: a line for each thing that they have not done. */
function belowItem({ items }: LateBelow, { locale, dutyLink }: Digest): LetterItem {
  const words = wordsIn(locale);
  const { paper } = items[0]!.facts;
  const kinds = Object.keys(words.late) as (keyof DigestWords['late'])[];
  const lines = kinds.flatMap((kind) => {
    const of = byWaiting(items).filter(({ template, stage }) =>
      template === 'rerouted' ? kind === 'rerouted' : kind === stage,
    );
    if (of.length === 0) return [];
    const names = of.map(({ facts }) =>
      words.lateUnit(facts.unitName, facts.waiting > 0 ? countWords(facts.waiting, locale) : null),
    );
    const shown = names.slice(0, NAMED).join(', ');
    const rest = names.length - NAMED;
    return [
      words.late[kind](countWords(of.length, locale), rest > 0 ? words.others(shown, countWords(rest, locale)) : shown),
    ];
  });
  return {
    title: words.paper(paperWords(paper, locale), paper.subject),
    lines,
    link: { text: words.see, href: dutyLink(byWaiting(items)[0]!.facts.assignmentId) },
  };
}

function sectionsOf(digest: Digest): LetterSection[] {
  const words = wordsIn(digest.locale);
  return SECTIONS.flatMap((name) => {
    const of = digest.items.filter((item) => sectionOf(item) === name);
    if (of.length === 0) return [];
    const items =
      name === 'below'
        ? byDirective(of).map((late) => belowItem(late, digest))
        : of.map((item) => ownItem(item, digest));
    return [{ title: words.sections[name], urgent: name === 'urgent', items }];
  });
}

/** The subject, and how it begins: an office that owes nothing itself is told of the others alone. */
function headOf({ locale, items, unlisted, on }: Digest): { subject: string; opening: readonly string[] } {
  const words = wordsIn(locale);
  const day = dateWords(on, locale);
  const below = unitsBelow(items);
  if (below !== null) {
    const units = countWords(below, locale);
    return { subject: words.subjectBelow(units, day), opening: [words.openingBelow(units, day)] };
  }
  const entries = countWords(entriesOf(items) + unlisted, locale);
  const urgent = items.filter((item) => sectionOf(item) === 'urgent').length;
  const acknowledges = items.some(
    ({ template, stage }) => template === 'reminder' && (stage === 'receipt' || stage === 'delivery'),
  );
  return {
    subject: words.subject(entries, urgent > 0 ? countWords(urgent, locale) : null, day),
    opening: [words.opening(entries, day), ...(acknowledges ? [words.how] : []), words.already],
  };
}

/** The one mail of an office and a day, over all directives. */
export function digestNotice(digest: Digest): Composed {
  const { locale, unlisted } = digest;
  const words = wordsIn(locale);
  const { subject, opening } = headOf(digest);
  const code = [...digest.links.values()].find((link) => link.code)?.code;
  return composed({
    locale,
    subject,
    to: digest.toLeader ? words.leader(digest.unitName) : digest.unitName,
    paragraphs: [...opening, ...(unlisted > 0 ? [words.more(countWords(unlisted, locale))] : [])],
    facts: [],
    sections: sectionsOf(digest),
    link: { text: words.inbox, href: digest.inboxLink, note: code ? words.codePage(code.page) : null },
  });
}
