import type { AcknowledgeLink, NoticeFacts } from '../../cascade/index.js';
import { CHASE_STAGES, stepDoes, timeWords } from '../../directives/index.js';
import type { Composed, MessageRow } from '../../mail/index.js';
import { waitingList } from '../waiting-list.view.js';
import { aboveStepNotice, unitStepNotice, urgingLetterNotice } from './step-notice.view.js';
import type { StepSaid } from './step-said.queries.js';

/** A step, or what is told as one: `next` is undefined where nothing is known of what comes next. */
type SaidOf = Omit<StepSaid, 'next'> & { next: StepSaid['next'] | undefined };

/** What somebody sends by hand, and what was queued before there were ladders: a plain reminder, that foretells nothing. */
export function ofNoStep({ template, parameters }: MessageRow, facts: NoticeFacts): SaidOf {
  const stage = CHASE_STAGES.find((one) => one === parameters['stage']) ?? 'receipt';
  const [isAbove, isWork] = [template === 'escalation', stage === 'work'];
  // who holds a paper back is reminded once before somebody above hears of it
  const n = stage === 'relay' ? (isAbove ? 2 : 1) : Math.max(isWork ? facts.workReminders : facts.receiptReminders, 1);
  return { stage, n, to: isAbove ? 'superior' : 'unit', text: 'reminder', next: undefined, beginDays: null };
}

/** What the mail of a step is written with. */
export interface StepMail {
  message: MessageRow;
  facts: NoticeFacts;
  said: SaidOf;
  links: AcknowledgeLink;
  /** Names of the units that wait below. */
  waitingNames: readonly string[];
}

/** The mail of one step of a ladder: to the unit, to its leader, or to somebody above. */
export async function stepMail(mail: StepMail): Promise<Composed> {
  const { message, facts, said, links } = mail;
  if (message.template !== 'reminder')
    return aboveStepNotice({ ...aboutOf(mail), lateUnitName: facts.unitName, reminders: remindersOf(mail) });
  const isReceipt = said.stage === 'receipt' || said.stage === 'delivery';
  const linked = isReceipt ? await links.of(facts) : undefined;
  return unitStepNotice({
    ...aboutOf(mail),
    ...(linked ? { link: linked.link } : {}),
    text: said.text,
    ordinal: said.n,
    linkExpiresAt: linked?.expiresAt ?? null,
    code: linked?.code ?? null,
    replyTo: linked?.replyTo ?? null,
  });
}

/** To the office that is to sign: the page of the letter to exactly the units whose step it is. */
export const letterMail = (
  { message, facts, links }: Pick<StepMail, 'message' | 'facts' | 'links'>,
  round: string,
  stage: StepSaid['stage'],
): Composed =>
  urgingLetterNotice({
    locale: message.locale,
    unitName: facts.toUnitName,
    paper: facts.paper,
    stage,
    link: links.page(`/directives/${message.parameters['directive']}/urging/${round}`),
  });

function aboutOf({ message, facts, said, links, waitingNames }: StepMail) {
  const { locale } = message;
  const { next, stage } = said;
  return {
    locale,
    unitName: facts.toUnitName,
    to: said.to,
    paper: facts.paper,
    stage,
    next: next && { time: timeWords(next.after, locale), does: stepDoes(next, locale) },
    dueAt: stage === 'work' ? facts.workDueAt : facts.receiptDueAt,
    acknowledgedAt: facts.acknowledgedAt,
    termDays: stage === 'relay' ? facts.relayDays : said.beginDays,
    waiting: facts.waiting,
    list: waitingList(waitingNames, facts.waiting, locale),
    now: facts.now,
    link: links.page(`/assignments/${facts.assignmentId}`),
  };
}

/** How often the unit itself was reminded in the stage before somebody above hears of it. */
const remindersOf = ({ said, facts }: StepMail): number => {
  if (said.stage === 'work') return facts.workReminders;
  return said.stage === 'receipt' || said.stage === 'delivery' ? facts.receiptReminders : said.n - 1;
};
