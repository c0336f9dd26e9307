import type { Locale } from '../caller.js';
import type { FrameWords } from '../words.vi.js';
import { Icon, type IconName } from './icon.js';
import { frameWords } from './words.js';

export type Receipt = keyof FrameWords['receipt'];
export type Relay = keyof FrameWords['relay'];
export type Work = keyof FrameWords['work'];
export type Standing = keyof FrameWords['standing'];
export type Outcome = keyof FrameWords['outcome'];
export type AddresseeRole = keyof FrameWords['role'];
export type DirectiveState = keyof FrameWords['directive'];

/** What a mark says; each tone has a drawing of its own, so that colour is never the only sign. */
export type Tone = 'done' | 'doneLate' | 'active' | 'wait' | 'idle' | 'back' | 'late' | 'plain';

const TONE_ICON: Record<Tone, IconName> = {
  done: 'done', doneLate: 'done', active: 'start', wait: 'clock', idle: 'idle', back: 'back', late: 'warning', plain: 'paper',
}; // prettier-ignore

export const RECEIPT_TONE: Record<Receipt, Tone> = {
  expected: 'idle', sent: 'wait', delivered: 'wait', acknowledged: 'done', returned: 'back',
}; // prettier-ignore
export const WORK_TONE: Record<Work, Tone> = {
  notStarted: 'idle', assigned: 'wait', implementing: 'active', implemented: 'active', reported: 'active', accepted: 'done',
  sentBack: 'back', notApplicable: 'plain', waitingOnIssuer: 'wait',
}; // prettier-ignore
export const OUTCOME_TONE: Record<Outcome, Tone> = {
  doneOnTime: 'done', doneLate: 'doneLate', openInTerm: 'wait', openOverdue: 'late',
}; // prettier-ignore
const STANDING_TONE: Record<Standing, Tone> = {
  inForce: 'active', recallRequested: 'back', recalled: 'idle', superseded: 'idle', closed: 'plain',
}; // prettier-ignore
const DIRECTIVE_TONE: Record<DirectiveState, Tone> = {
  drafted: 'idle', signed: 'wait', numbered: 'wait', issued: 'active', paused: 'wait', closed: 'done', superseded: 'plain', recalled: 'back',
}; // prettier-ignore

/** A state in words with its drawing. */
export function Tag({ tone, text }: { tone: Tone; text: string }): JSX.Element {
  return (
    <span class={`tag tone-${tone}`}>
      <Icon name={TONE_ICON[tone]} />
      <span safe>{text}</span>
    </span>
  );
}

export const ReceiptTag = (props: { state: Receipt; locale: Locale }): JSX.Element => (
  <Tag tone={RECEIPT_TONE[props.state]} text={frameWords(props.locale).receipt[props.state]} />
);
export const WorkTag = (props: { state: Work; locale: Locale }): JSX.Element => (
  <Tag tone={WORK_TONE[props.state]} text={frameWords(props.locale).work[props.state]} />
);
export const StandingTag = (props: { state: Standing; locale: Locale }): JSX.Element => (
  <Tag tone={STANDING_TONE[props.state]} text={frameWords(props.locale).standing[props.state]} />
);
export const DirectiveTag = (props: { state: DirectiveState; locale: Locale }): JSX.Element => (
  <Tag tone={DIRECTIVE_TONE[props.state]} text={frameWords(props.locale).directive[props.state]} />
);
