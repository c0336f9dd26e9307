import { counted } from '../platform/counted.rules.js';
import type { BulkWords } from './words.vi.js';

const n = (value: number): string => value.toLocaleString('en-GB');

export const en: BulkWords = {
  crumbs: 'Where you are',
  directives: 'Directives',
  title: 'Bulk acts',
  intro: 'One act over many directives or assignments: counted before, followed while it runs, stopped when need be.',
  new: 'New bulk act',
  empty: 'No bulk act yet',
  emptyText: 'Open a directive and choose “Urge many”, or begin a new one.',
  acts: {
    issue: 'Issue',
    pause: 'Pause',
    resume: 'Resume',
    recall: 'Recall',
    close: 'Close',
    remind: 'Urge',
    reassign: 'Change the lead',
  },
  states: { planned: 'Waiting', running: 'Running', done: 'Done', cancelled: 'Stopped' },
  outcomes: { done: 'Done', repeated: 'Done before', pending: 'Waits for a second person', refused: 'Not possible' },
  columns: {
    act: 'Act',
    state: 'State',
    progress: 'Progress',
    askedAt: 'Asked at',
    what: 'Directive, unit',
    outcome: 'Outcome',
  },
  counts: ({ total, done, repeated, pending, refused, left }) =>
    [
      `${n(done)}/${n(total)} done`,
      ...(repeated ? [`${n(repeated)} done before`] : []),
      ...(pending ? [`${n(pending)} wait for a second person`] : []),
      ...(refused ? [`${n(refused)} not possible`] : []),
      ...(left ? [`${n(left)} left`] : []),
    ].join(', '),
  stillSending: (left) =>
    `${counted(n(left), 'mail')} sent off before ${left === 1 ? 'is' : 'are'} not through yet; no other goes out.`,
  because: 'Reason',
  preview: ({ would, wouldRefuse, units }, onDirectives) =>
    `It would be done for ${n(would)} ${onDirectives ? `directives (${n(units)} units)` : 'units'}${wouldRefuse ? `; ${n(wouldRefuse)} are left out because of their state${onDirectives ? ', or as drafts that passing on a paper from above issues' : ''}` : ''}.`,
  mails: {
    digest: (at: string) => `The mails go in the digest of each recipient, the first at ${at}.`,
    atOnce: (units: number) =>
      `${n(units)} ${units === 1 ? 'duty is' : 'duties are'} of urgent papers: their mails go at once, within the mails of a day of the recipient; what is over that goes in its next digest.`,
  },
  form: {
    act: 'Act',
    directives: 'Choose directives',
    directivesHint: 'Only directives of your office that this act is possible for.',
    noDirectives: 'No directive is in a state for this act.',
    reason: 'Reason',
    which: 'Urge',
    rest: 'Whoever was reminded within the last 12 hours is left alone.',
    filters: {
      all: 'All that still owe something',
      receipt: 'Those late to acknowledge',
      work: 'Those late with the work',
      sent: 'Those that have not acknowledged',
      silent: 'Those that acknowledged and did not pass it on in time',
    },
    lead: 'New lead',
    leadHint:
      'Who co-operated and the internal deadline of the lead before are dropped, as when one assignment gets a lead.',
    from: 'Led so far by',
    anyone: 'Anyone',
    preview: 'Preview',
    confirm: 'Carry out',
    back: 'Change the selection',
    change: 'Choose another act',
  },
  previewTitle: 'Before it is carried out',
  sample: 'The first rows',
  more: (left) => `and ${n(left)} more`,
  nothing: 'There is nothing to do with this selection.',
  cancel: 'Stop',
  cancelHint: 'What was done stays done; the rest is left alone.',
  flash: { asked: 'Asked; it is being carried out.', cancelled: 'Stopped.' },
  items: 'Each row',
  all: 'All',
  part: 'Urge many',
  partText: 'Remind at once the units that have not acknowledged, are late or have not passed it on.',
};
