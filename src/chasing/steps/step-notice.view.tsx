import type { ChaseStage, LadderStep } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { composed, type Composed, type Letter, type LetterCode } from '../../platform/components/letter.js';
import { paperWords, type Paper } from '../../platform/components/paper.js';
import { dueHint, instantWords, type Instant } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { en } from './words.en.js';
import { vi, type StepNoticeWords } from './words.vi.js';

const wordsIn = (locale: Locale): StepNoticeWords => (locale === 'vi' ? vi : en);

/** What the mail of a step says, whoever it goes to. */
interface OfStep {
  locale: Locale;
  /** The unit written to. */
  unitName: string;
  /** Whom the step writes to: the unit or its leader, or somebody above. */
  to: LadderStep['to'];
  paper: Paper;
  stage: ChaseStage;
  /** What the policy does next, when and to whom, in words; null where this was the last step, undefined: not known. */
  next: { time: string; does: string } | null | undefined;
  /** The deadline that passed; null where the stage has a term from the acknowledgement. */
  dueAt: Instant | null;
  acknowledgedAt: Instant | null;
  /** Working days of that term. */
  termDays: number | null;
  /** Units below that wait because of it, and those of them that are listed. */
  waiting: number;
  list: Letter['list'];
  now: Instant;
  link: string;
}

export interface UnitStepNotice extends OfStep {
  text: LadderStep['text'];
  /** 1 for the first step of this stage. */
  ordinal: number;
  linkExpiresAt: Instant | null;
  code: LetterCode | null;
  replyTo: string | null;
}

const addressee = ({ to, unitName }: OfStep, words: StepNoticeWords): string =>
  to === 'leader' || to === 'superiorLeader' ? words.leader(unitName) : unitName;

const nextSentence = ({ next }: OfStep, words: StepNoticeWords): string[] =>
  next === undefined ? [] : [next === null ? words.nothingNext : words.next(next.time, next.does)];

function factsOf(notice: OfStep, words: StepNoticeWords): (readonly [string, string])[] {
  const { locale, stage, dueAt, now, acknowledgedAt, termDays, waiting } = notice;
  const { facts } = words;
  const isFromAcknowledgement = stage === 'relay' || stage === 'begin';
  const term = stage === 'relay' ? facts.relayTerm : facts.beginTerm;
  const due = stage === 'work' ? facts.due.work : facts.due.receipt;
  return [
    ...(!isFromAcknowledgement && dueAt
      ? ([[due, `${instantWords(dueAt, locale)} (${dueHint(dueAt, now, locale).text})`]] as const)
      : []),
    ...(isFromAcknowledgement && acknowledgedAt
      ? ([[facts.acknowledgedAt, instantWords(acknowledgedAt, locale)]] as const)
      : []),
    ...(isFromAcknowledgement && termDays !== null ? ([[term, facts.days(termDays)]] as const) : []),
    ...(waiting > 0 ? ([[facts.waiting, countWords(waiting, locale)]] as const) : []),
  ];
}

/** Who holds others up reads first how many; what is said of a tone stands before all. */
function unitSubject({ locale, stage, text, ordinal, waiting }: UnitStepNotice, paper: string): string {
  const words = wordsIn(locale);
  if (stage === 'relay' && text === 'reminder') return words.relaySubject(countWords(waiting, locale), paper);
  return `[${words.mark[text](String(ordinal))}] ${words.stage[stage]} ${paper}`;
}

/** To the unit that has not done what it owes, or to its leader, in the tone of the step, with what happens next. */
export function unitStepNotice(notice: UnitStepNotice): Composed {
  const { locale, stage, text } = notice;
  const words = wordsIn(locale);
  const paper = paperWords(notice.paper, locale);
  const ask = text === 'firm' ? words.ask.firm[stage] : words.ask.last;
  return composed({
    locale,
    subject: unitSubject(notice, paper),
    to: addressee(notice, words),
    paragraphs: [
      words.unit[stage](paper, countWords(notice.waiting, locale)),
      subjectLine(notice),
      ...(text === 'reminder' ? [] : [ask]),
      ...nextSentence(notice, words),
      ...(text === 'reminder' ? [words.alreadyDone] : []),
    ],
    facts: factsOf(notice, words),
    list: notice.list ?? null,
    link: {
      text: words.open[stage],
      href: notice.link,
      note: notice.linkExpiresAt === null ? null : words.linkNote(instantWords(notice.linkExpiresAt, locale)),
      code: notice.code,
    },
    replyTo: notice.replyTo,
  });
}

export interface AboveStepNotice extends OfStep {
  lateUnitName: string;
  reminders: number;
}

/** To somebody above the unit: its superior, that one's leader, who issued the paper. */
export function aboveStepNotice(notice: AboveStepNotice): Composed {
  const { locale, stage, lateUnitName, reminders } = notice;
  const words = wordsIn(locale);
  const { above } = words;
  const paper = paperWords(notice.paper, locale);
  const reminded = reminders > 0 ? above.reminded(countWords(reminders, locale)) : above.urge;
  return composed({
    locale,
    subject: above.subject[stage](lateUnitName, paper),
    to: addressee(notice, words),
    paragraphs: [
      above.text[stage](lateUnitName, paper, countWords(notice.waiting, locale)),
      subjectLine(notice),
      stage === 'delivery' ? above.otherWay : reminded,
      ...(notice.next === null ? [] : nextSentence(notice, words)),
    ],
    facts: factsOf(notice, words),
    list: notice.list ?? null,
    link: { text: words.look, href: notice.link, note: null },
  });
}

const subjectLine = ({ paper, locale }: Pick<OfStep, 'paper' | 'locale'>): string =>
  locale === 'vi' ? `Trích yếu: “${paper.subject}”` : `Subject: “${paper.subject}”`;

export interface UrgingLetterNotice {
  locale: Locale;
  /** The office that is to sign. */
  unitName: string;
  paper: Paper;
  stage: ChaseStage;
  link: string;
}

/** To the office that sent the paper: an official letter to those who are late is ready to be signed. */
export function urgingLetterNotice({ locale, unitName, paper, stage, link }: UrgingLetterNotice): Composed {
  const words = wordsIn(locale);
  const { letter } = words;
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: letter.subject(name),
    to: unitName,
    paragraphs: [letter.text(name), subjectLine({ locale, paper }), letter.ask],
    facts: [[letter.stage, words.stage[stage]]],
    link: { text: letter.open, href: link, note: null },
  });
}
