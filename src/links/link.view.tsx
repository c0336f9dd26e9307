import type { Locale } from '../platform/caller.js';
import { Submit } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Facts, Note } from '../platform/components/parts.js';
import { PaperHeading, Tasks, type Paper, type PaperTask } from '../platform/components/paper.js';
import { StandingTag, type Standing } from '../platform/components/state.js';
import { Due, instantWords, type Instant } from '../platform/components/when.js';
import { page, type Frame } from '../platform/page.view.js';
import { assignmentWords, stopped } from '../assignments/index.js';
import { en } from './words.en.js';
import { vi, type LinkWords } from './words.vi.js';

export const linkWords = (locale: Locale): LinkWords => (locale === 'vi' ? vi : en);

/** What a valid link leads to. */
export interface LinkedDuty {
  paper: Paper;
  tasks: readonly PaperTask[];
  unitName: string;
  receiptDueAt: Instant | null;
  workDueAt: Instant | null;
  /** The days off of the year of a deadline are not announced yet. */
  provisionalOf?: { receipt: boolean; work: boolean };
  /** Since when its clock stands; null while it runs. */
  pausedAt?: Instant | null;
}

/** A page opened from a mail: opening changes nothing, the button (POST to the same path) acknowledges. */
export type LinkProps =
  | {
      state: 'open';
      action: string;
      duty: LinkedDuty;
      contentVersion: number;
      again: boolean;
      /** Whoever sent it enters it for the unit that says the code on the telephone. */
      telephone: boolean;
    }
  | {
      state: 'acknowledged';
      duty: LinkedDuty;
      arrivalNumber: number;
      acknowledgedAt: Instant;
      late: boolean;
      /** This very request acknowledged it: the page says thank you. */
      justNow: boolean;
    }
  | { state: 'closed'; duty: LinkedDuty; standing: Standing }
  /** A reorganisation has ended the unit, or taken the duty from it: to whom it went. */
  | { state: 'moved'; duty: LinkedDuty; to: readonly string[]; standing: Standing }
  | { state: 'expired' }
  | { state: 'revoked' }
  /** `isCalendar`: it is the address of a calendar, which acknowledges nothing. */
  | { state: 'forged'; isCalendar?: boolean };

function Duty({ duty, frame, met }: { duty: LinkedDuty; frame: Frame; met: boolean }): JSX.Element {
  const words = assignmentWords(frame.locale);
  const { link } = linkWords(frame.locale);
  const shared = { now: frame.now, locale: frame.locale, paused: stopped(duty) };
  const { provisionalOf } = duty;
  return (
    <article class="sheet">
      <PaperHeading paper={duty.paper} locale={frame.locale} />
      <Facts
        rows={[
          [link.for, <b safe>{duty.unitName}</b>],
          [
            words.one.receiptDue,
            <Due at={duty.receiptDueAt} {...shared} provisional={provisionalOf?.receipt} met={met} />,
          ],
          [
            words.one.workDue,
            duty.workDueAt ? <Due at={duty.workDueAt} {...shared} provisional={provisionalOf?.work} /> : null,
          ],
        ]}
      />
      {duty.tasks.length > 0 ? <Tasks tasks={duty.tasks} locale={frame.locale} /> : null}
    </article>
  );
}

function SignIn({ frame, label }: { frame: Frame; label: string }): JSX.Element {
  if (frame.caller) return <></>;
  return (
    <p>
      <a class="button button-secondary" href="/">
        <Icon name="arrow" /> <span safe>{label}</span>
      </a>
    </p>
  );
}

function Acknowledged({
  frame,
  props,
}: {
  frame: Frame;
  props: Extract<LinkProps, { state: 'acknowledged' }>;
}): JSX.Element {
  const words = linkWords(frame.locale).link;
  const at = instantWords(props.acknowledgedAt, frame.locale);
  return (
    <>
      <div role="status">
        <Note tone="done" title={words.acknowledged} text={words.acknowledgedText(String(props.arrivalNumber), at)}>
          <>
            {props.late ? <p safe>{words.late}</p> : null}
            {props.justNow ? <p safe>{words.thanks}</p> : null}
          </>
        </Note>
      </div>
      <Duty duty={props.duty} frame={frame} met />
      <SignIn frame={frame} label={words.openFull} />
    </>
  );
}

function Open({ frame, props }: { frame: Frame; props: Extract<LinkProps, { state: 'open' }> }): JSX.Element {
  const words = linkWords(frame.locale).link;
  return (
    <>
      {props.telephone ? (
        <Note tone="warning" title={words.telephone} text={words.telephoneText(props.duty.unitName)} />
      ) : null}
      <Duty duty={props.duty} frame={frame} met={false} />
      <form method="post" action={props.action} class="act act-big act-link">
        <input type="hidden" name="contentVersion" value={String(props.contentVersion)} />
        <Submit label={props.telephone ? words.enter : props.again ? words.again : words.button} icon="check" />
        <p class="field-hint" safe>
          {props.telephone ? words.explainTelephone : props.again ? words.explainAgain : words.explain}
        </p>
      </form>
      <SignIn frame={frame} label={words.openFull} />
    </>
  );
}

function Closed({ frame, props }: { frame: Frame; props: Extract<LinkProps, { state: 'closed' }> }): JSX.Element {
  const words = linkWords(frame.locale).link;
  return (
    <>
      <Note tone="plain" title={words.closed} text={words.closedText}>
        {props.standing === 'inForce' ? null : <StandingTag state={props.standing} locale={frame.locale} />}
      </Note>
      <Duty duty={props.duty} frame={frame} met />
    </>
  );
}

function MovedAway({ frame, props }: { frame: Frame; props: Extract<LinkProps, { state: 'moved' }> }): JSX.Element {
  const words = linkWords(frame.locale).link;
  return (
    <>
      <Note
        tone="plain"
        title={words.moved}
        text={props.to.length > 0 ? words.movedText(props.to.join('; ')) : words.movedNowhere}
      />
      <Duty duty={props.duty} frame={frame} met />
    </>
  );
}

function Useless({ frame, title, text }: { frame: Frame; title: string; text: string }): JSX.Element {
  return (
    <>
      <h1 safe>{title}</h1>
      <p class="lead" safe>
        {text}
      </p>
      <SignIn frame={frame} label={linkWords(frame.locale).link.signIn} />
    </>
  );
}

function Body({ frame, props }: { frame: Frame; props: LinkProps }): JSX.Element {
  const words = linkWords(frame.locale).link;
  if (props.state === 'open') return <Open frame={frame} props={props} />;
  if (props.state === 'acknowledged') return <Acknowledged frame={frame} props={props} />;
  if (props.state === 'closed') return <Closed frame={frame} props={props} />;
  if (props.state === 'moved') return <MovedAway frame={frame} props={props} />;
  if (props.state === 'forged' && props.isCalendar)
    return <Useless frame={frame} title={words.calendar} text={words.calendarText} />;
  return <Useless frame={frame} title={words[props.state]} text={words[`${props.state}Text`]} />;
}

/** `/a/:token`: light enough for a slow machine; no sign-in. */
export function linkPage(frame: Frame, props: LinkProps): string {
  const words = linkWords(frame.locale).link;
  const { state } = props;
  const title = state === 'expired' || state === 'revoked' || state === 'forged' ? words[state] : words.title;
  return page({ title, frame, content: <Body frame={frame} props={props} />, width: 'narrow' });
}
