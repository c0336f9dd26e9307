import type { ActorWords, FactPayload } from './facts.vi.js';

const n = (value: unknown): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : '…');
const late = (payload: FactPayload): string => (payload['late'] === true ? ', late' : '');
const units = (value: unknown): string => n(value).replace(/\B(?=(\d{3})+$)/g, ',');
const STAGES: Readonly<Record<string, string>> = { work: 'the work', relay: 'passing it on' };
const stage = (value: unknown): string => STAGES[String(value)] ?? 'the acknowledgement';
const RETURN_REASONS: Record<string, string> = {
  'wrong-addressee': 'sent to the wrong unit',
  'not-authentic': 'authenticity not assured',
  incomplete: 'pages or annexes missing',
  duplicate: 'already received',
  other: 'another reason',
};
const TASK: Record<string, string> = {
  open: 'not begun',
  begun: 'begun',
  done: 'done',
  notApplicable: 'outside its functions',
};
const openTasks = (p: FactPayload): string =>
  Array.isArray(p['leftOpen']) ? `; not marked as done: task ${p['leftOpen'].map(n).join(', ')}` : '';
/** Facts from before it was kept say nothing of it. */
function accountable(p: FactPayload): string {
  if (p['accountable'] === undefined) return '';
  if (p['accountable'] === null) return '; no one accountable office-holder known';
  return p['accountableCapacity'] === 'by-delegation'
    ? '; the one to whom the office is lent answers for it'
    : '; the head in office answers for it';
}
const left = (p: FactPayload): string =>
  p['nobody'] ? '' : p['left'] === 0 ? '; all are done' : `; ${n(p['left'])} left`;
function supervised(p: FactPayload): string {
  if (p['units'] !== undefined) return `${units(p['units'])} units to see to were added${left(p)}`;
  if (p['removed']) return `A unit seen to was taken out${left(p)}`;
  if (p['status'] === undefined) return `Units seen to${left(p)}`;
  return `A unit seen to: ${TASK[n(p['status'])] ?? n(p['status'])}${left(p)}`;
}

export const factsEn: Record<string, (payload: FactPayload) => string> = {
  'dispatch.registered': () => 'The paper was registered',
  'dispatch.read': () => 'The paper was read',
  'dispatch.refused': () => 'A file was refused',
  'paper.joined': (p) => `Its number and date are cited in ${n(p['citations'])} places`,
  'directive.urgingLetterMade': (p) => `Letter of reminder made, to ${n(p['units'])} units`,
  'digest.hourSet': (p) => `The hour of the day’s reminders is ${n(p['hour'])} now`,
  'digest.summaryRefused': () => 'Wants no weekly summary',
  'digest.summaryWanted': () => 'Wants the weekly summary again',
  'dispatch.takenIn': () => 'Paper handed in',
  'dispatch.kept': () => 'Paper kept as a basis',
  'dispatch.discarded': () => 'Paper discarded',
  'signature.verified': () => 'Signatures of the file checked',
  'signature.rootTrusted': () => 'A root certificate trusted',
  'signature.rootRemoved': () => 'A root certificate trusted no longer',
  'directive.drafted': () => 'Drafted',
  'directive.placedBelow': (p) =>
    p['assignment'] ? 'The draft was tied to a paper from above' : 'The draft was set apart from the paper above',
  'directive.addresseeSettled': () => 'An unclear addressee was settled',
  'directive.amended': () => 'Amended',
  'directive.signed': () => 'Signed',
  'directive.numbered': (p) =>
    `Numbered ${n(p['number'])}${p['symbol'] ? `/${n(p['symbol'])}` : ''}${p['skipped'] ? ` (leaving out ${n(p['skipped'])} before it)` : p['before'] ? ` (going back, the register is at ${n(p['before'])})` : ''}`,
  'directive.reconciled': (p) => `Joined with the copy that bears number ${n(p['number'])}`,
  'directive.approvalAsked': () => 'A second person is asked to confirm',
  'directive.approvalGiven': () => 'The second person confirmed',
  'directive.approvalRefused': () => 'The second person refused',
  'directive.approvalWithdrawn': () => 'The request to confirm was withdrawn',
  'policy.set': () => 'Policy set',
  'register.seriesSet': (p) =>
    `From ${n(p['fromYear'])} outgoing papers are numbered ${p['splitBy'] === 'kind' ? 'by kind' : 'in one series'}`,
  'register.arrivalEntered': (p) => `Entered in the incoming register as number ${n(p['number'])}`,
  'directive.issued': (p) => (p['units'] === undefined ? 'Issued' : `Issued to ${units(p['units'])} units`),
  'directive.forwarded': () => 'A forwarding dispatch was issued',
  'directive.paused': () => 'Paused',
  'directive.resumed': () => 'Resumed',
  'directive.closed': () => 'Closed',
  'directive.recalled': () => 'Recall requested',
  'directive.recalledAgain': () => 'Recall requested once more',
  'directive.superseded': () => 'Superseded',
  'directive.migrated': () => 'Moved to a new version of the workflow',
  'assignment.opened': () => 'Addressed to the unit',
  'assignment.relayed': () => 'Passed on by the superior',
  'assignment.delivered': () => "The mail reached the unit's mailbox",
  'assignment.acknowledged': (p) =>
    `Acknowledged${p['arrivalNumber'] === undefined ? '' : `, arrival number ${n(p['arrivalNumber'])}`}${accountable(p)}${late(p)}`,
  'assignment.returned': (p) => `Returned: ${RETURN_REASONS[n(p['reason'])] ?? n(p['reason'])}`,
  'assignment.assigned': () => 'Assigned inside the unit',
  'assignment.forwarded': (p) => `Passed on${p['units'] === undefined ? '' : ` to ${units(p['units'])} units`}`,
  'assignment.started': () => 'Work started',
  'assignment.implementing': () => 'Work started',
  'assignment.completed': (p) => `Completed${late(p)}${openTasks(p)}`,
  'assignment.implemented': (p) => `Completed${late(p)}`,
  'assignment.notApplicable': () => 'Declared outside its functions',
  'assignment.reported': (p) => `Report sent${late(p)}`,
  'assignment.reportAccepted': () => 'Report accepted',
  'assignment.reportSentBack': () => 'Report sent back',
  'assignment.taskMarked': (p) => `Task ${n(p['task'])}: ${TASK[n(p['status'])] ?? n(p['status'])}`,
  'assignment.closed': () => 'Duty ended',
  'assignment.superseded': () => 'Closed by a reorganisation',
  'assignment.replaced': () => 'Ended: another directive took its place',
  'assignment.takenOver': () => 'Taken over after a reorganisation',
  'assignment.extended': () => 'Took over the part of a reorganised unit as well',
  'assignment.nobodyWaits': () => 'Nobody waits for it any more',
  'assignment.subordinatesWait': () => 'Units wait for it after a reorganisation',
  'assignment.superiorChanged': () => 'Another superior passes it on after a reorganisation',
  'assignment.lateAttempt': () => 'An act was refused: the directive was no longer in force',
  'link.codeGiven': () => 'A code for the telephone was given out',
  'link.calendarRevoked': () => "The address of the unit's calendar was revoked",
  'link.revoked': () => 'The links and codes made so far were revoked',
  'assignment.reminded': (p) => `Reminder ${n(p['ordinal'])} of ${stage(p['stage'])}`,
  'assignment.escalated': (p) => `The superior was told that ${stage(p['stage'])} is late`,
  'assignment.urged': (p) => `Urged about ${stage(p['stage'])}`,
  'assignment.relaySilent': () => 'Acknowledged, but not passed on in time',
  'assignment.acknowledgementExpired': () => 'The acknowledgement expired: nothing had followed',
  'assignment.supervised': supervised,
  'assignment.questionAsked': () => 'Asked the sender a question',
  'assignment.questionAnswered': () => 'The question was answered',
  'assignment.questionWithdrawn': () => 'The question was withdrawn',
  'assignment.extensionAsked': () => 'Asked for more time',
  'assignment.extensionGranted': () => 'More time was granted',
  'assignment.extensionRefused': () => 'More time was refused',
  'assignment.extensionWithdrawn': () => 'The request for more time was withdrawn',
  'assignment.amended': () => 'What the unit is asked was amended',
  'assignment.paused': () => 'Duty paused',
  'assignment.resumed': () => 'Duty resumed',
  'assignment.recallRequested': () => 'Asked to give the paper back',
  'assignment.recalled': () => 'Recalled',
  'assignment.recallRefused': () => 'The unit did not agree to the recall',
  'assignment.migrated': () => 'Moved to a new version of the workflow',
  'assignment.deadlineMoved': () => 'A deadline was moved, because the working calendar changed',
  'calendar.drafted': () => 'A change of the working calendar was entered',
  'calendar.changed': (p) =>
    `The working calendar changed and is version ${n(p['version'])} now: ${n(p['deadlines'])} deadlines move`,
  'calendar.deadlinesMoved': (p) => `The deadlines are moved by the new calendar: ${n(p['moved'])}`,
  'calendar.discarded': () => 'A change of the working calendar was dropped',
  'bulk.asked': (p) => `A bulk act on ${n(p['total'])} rows was asked for`,
  'bulk.begun': () => 'A bulk act began',
  'bulk.finished': (p) => `A bulk act is done: ${n(p['done'])}/${n(p['total'])}`,
  'bulk.cancelled': (p) => `A bulk act was stopped: ${n(p['done'])}/${n(p['total'])}`,
  'report.submitted': (p) => `Report sent${late(p)}`,
  'report.accepted': () => 'Report accepted',
  'report.sentBack': () => 'Report sent back',
  'message.sent': () => 'Mail sent',
  'message.failed': () => 'The mail could not be sent',
  'message.unknown': () => 'Unknown whether the mail arrived',
  'message.withdrawn': () => 'Mail withdrawn before it was sent',
  'message.bounced': () => 'The mail came back',
  'message.requeued': () => 'The mail is queued to be sent again',
  'reply.taken': () => 'An answer by mail arrived',
  'reply.acknowledged': () => 'An answer by mail was counted as an acknowledgement',
  'reply.ignored': () => 'An answer by mail was set aside',
  'mailbox.dead': () => 'The mail address no longer works',
  'mailbox.revived': () => 'The mail address works again',
  'report.drafted': () => 'A draft report came with an answer by mail',
  'report.draftSubmitted': () => 'A report was sent from a draft that came by mail',
  'report.draftDiscarded': () => 'A draft report that came by mail was discarded',
  'units.imported': (p) => `${units(p['units'])} units imported from a file`,
  'units.conversionImported': (p) => `The conversion table was imported: ${units(p['units'])} units changed`,
  'units.areasImported': (p) => `A list of areas was imported: ${units(p['units'])} units changed`,
  'units.officersImported': (p) => `A list of officers was imported: ${units(p['units'])} people`,
  'units.addressesSet': (p) => `The mailboxes of ${units(p['units'])} units were set`,
  'ledger.yearDetached': (p) =>
    `The data of ${n(p['year'])} were detached: ${n(p['assignments'])} assignments, ${n(p['facts'])} facts`,
  'ledger.yearAttached': (p) => `The data of ${n(p['year'])} were attached again`,
  'unit.established': () => 'Unit established',
  'unit.ended': () => 'Unit ended',
  'unit.renamed': () => 'Unit renamed',
  'unit.raised': () => 'Unit raised in rank or changed in kind',
  'unit.moved': () => 'Unit moved under another',
  'unit.succeeded': () => 'Another unit succeeded it',
  'unit.aliasAdded': () => 'Another name of the unit was added',
  'unit.aliasEnded': () => 'Another name of the unit ended',
  'unit.mailboxSet': () => 'The mailbox of the unit was set',
  'unit.mailboxTaken': () => 'The mailbox of the unit was taken away',
  'unit.officialCodeSet': (p) =>
    p['value'] ? `The official code ${n(p['value'])} was entered` : 'An official code of the unit ended',
  'unit.groupSaved': (p) => `A group of addressees was saved, version ${n(p['version'])}`,
  'unit.groupRetired': () => 'A group of addressees was retired',
  'unit.standingBodySet': (p) =>
    p['standingBody'] ? 'The standing body was entered' : 'The standing body was taken away',
  'unit.legalBasisSet': () => 'The legal basis of an entry on the unit was entered',
  'reorganisation.drafted': (p) => `Reorganisation drafted, ${n(p['steps'])} steps`,
  'reorganisation.revised': (p) => `Reorganisation revised, ${n(p['steps'])} steps`,
  'reorganisation.submitted': () => 'Reorganisation submitted',
  'reorganisation.withdrawn': () => 'Reorganisation withdrawn to be revised',
  'reorganisation.approved': () => 'Reorganisation approved',
  'reorganisation.cancelled': () => 'Reorganisation cancelled',
  'reorganisation.begun': (p) =>
    `Reorganisation in force: ${units(p['ended'])} units ended, ${units(p['established'])} established`,
  'reorganisation.stopped': () => 'Moving of duties stopped',
  'reorganisation.resumed': () => 'Moving of duties resumed',
  'reorganisation.finished': () => 'Reorganisation finished',
  'access.tokenRevoked': () => "An access token of the unit's software was revoked",
  'access.tokenCreated': () => "An access token was given to the unit's software",
  'access.accountCreated': () => 'An account was opened',
  'access.accountClosed': () => 'An account was closed',
  'access.mandateGiven': (p) => (p['delegatedBy'] ? 'A mandate was delegated' : 'A mandate was given'),
  'access.mandateEnded': () => 'A mandate ended',
  'access.emailSet': () => "An officer's mail address was set",
  'access.mandateMoved': () => 'A mandate moved with a reorganisation',
  'access.accountMoved': () => 'An account moved to the unit that succeeds',
  'access.tokenMoved': () => 'A sign-in code moved to the unit that succeeds',
  'people.handedOver': (p) => `${n(p['duties'])} duties were handed over`,
  'people.handOverConfirmed': () => 'A hand-over was confirmed',
  'assignment.handedOver': () => 'Handed over to another lead',
  'paper.opened': () => 'The paper was opened',
};

export const actorsEn: ActorWords = {
  system: 'The system',
  'command-line': 'An operator, at the command line',
  link: 'By the link in a mail (person unknown)',
  reply: 'By an answer to a mail (person unknown)',
  telephone: 'entered the code for the unit, on the telephone',
  demo: 'A person of the demonstration',
  token: "The unit's software",
  account: 'Account',
  by: 'By',
  unit: 'Unit',
  hash: 'Hash of the entry',
  recordedAt: 'Recorded at',
  none: 'Nothing has happened yet.',
};
