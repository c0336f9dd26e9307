import type { ActorWords, FactPayload } from './facts.vi.js';

const n = (value: unknown): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : '…');
const late = (payload: FactPayload): string => (payload['late'] === true ? ', late' : '');
const units = (value: unknown): string => n(value).replace(/\B(?=(\d{3})+$)/g, ',');
const stage = (value: unknown): string => (value === 'work' ? 'the work' : 'the acknowledgement');
const RETURN_REASONS: Record<string, string> = {
  'wrong-addressee': 'sent to the wrong unit',
  'not-authentic': 'authenticity not assured',
  incomplete: 'pages or annexes missing',
  duplicate: 'already received',
  other: 'another reason',
};
const TASK: Record<string, string> = { open: 'not begun', begun: 'begun', done: 'done' };

export const factsEn: Record<string, (payload: FactPayload) => string> = {
  'dispatch.registered': () => 'The paper was registered',
  'dispatch.read': () => 'The paper was read',
  'dispatch.refused': () => 'A file was refused',
  'paper.joined': (p) => `Its number and date are cited in ${n(p['citations'])} places`,
  'dispatch.takenIn': () => 'Paper handed in',
  'dispatch.kept': () => 'Paper kept as a basis',
  'dispatch.discarded': () => 'Paper discarded',
  'signature.verified': () => 'Signatures of the file checked',
  'signature.rootTrusted': () => 'A root certificate trusted',
  'signature.rootRemoved': () => 'A root certificate trusted no longer',
  'directive.drafted': () => 'Drafted',
  'directive.addresseeSettled': () => 'An unclear addressee was settled',
  'directive.amended': () => 'Amended',
  'directive.signed': () => 'Signed',
  'directive.numbered': (p) =>
    `Numbered ${n(p['number'])}${p['symbol'] ? `/${n(p['symbol'])}` : ''}${p['skipped'] ? ` (leaving out ${n(p['skipped'])} before it)` : p['before'] ? ` (going back, the register is at ${n(p['before'])})` : ''}`,
  'directive.reconciled': (p) => `Joined with the copy that bears number ${n(p['number'])}`,
  'register.seriesSet': (p) =>
    `From ${n(p['fromYear'])} outgoing papers are numbered ${p['splitBy'] === 'kind' ? 'by kind' : 'in one series'}`,
  'register.arrivalEntered': (p) => `Entered in the incoming register as number ${n(p['number'])}`,
  'directive.issued': (p) => (p['units'] === undefined ? 'Issued' : `Issued to ${units(p['units'])} units`),
  'directive.forwarded': () => 'A forwarding dispatch was issued',
  'directive.paused': () => 'Paused',
  'directive.resumed': () => 'Resumed',
  'directive.closed': () => 'Closed',
  'directive.recalled': () => 'Recall requested',
  'directive.superseded': () => 'Superseded',
  'assignment.opened': () => 'Addressed to the unit',
  'assignment.relayed': () => 'Passed on by the superior',
  'assignment.delivered': () => "The mail reached the unit's mailbox",
  'assignment.acknowledged': (p) =>
    `Acknowledged${p['arrivalNumber'] === undefined ? '' : `, arrival number ${n(p['arrivalNumber'])}`}${late(p)}`,
  'assignment.returned': (p) => `Returned: ${RETURN_REASONS[n(p['reason'])] ?? n(p['reason'])}`,
  'assignment.assigned': () => 'Assigned inside the unit',
  'assignment.forwarded': (p) => `Passed on${p['units'] === undefined ? '' : ` to ${units(p['units'])} units`}`,
  'assignment.started': () => 'Work started',
  'assignment.implementing': () => 'Work started',
  'assignment.completed': (p) => `Completed${late(p)}`,
  'assignment.implemented': (p) => `Completed${late(p)}`,
  'assignment.notApplicable': () => 'Declared outside its functions',
  'assignment.reported': (p) => `Report sent${late(p)}`,
  'assignment.reportAccepted': () => 'Report accepted',
  'assignment.reportSentBack': () => 'Report sent back',
  'assignment.taskMarked': (p) => `Task ${n(p['task'])}: ${TASK[n(p['status'])] ?? n(p['status'])}`,
  'assignment.closed': () => 'Duty ended',
  'assignment.lateAttempt': () => 'An act was refused: the directive was no longer in force',
  'assignment.reminded': (p) => `Reminder ${n(p['ordinal'])} of ${stage(p['stage'])}`,
  'assignment.escalated': (p) => `The superior was told that ${stage(p['stage'])} is late`,
  'report.submitted': (p) => `Report sent${late(p)}`,
  'report.accepted': () => 'Report accepted',
  'report.sentBack': () => 'Report sent back',
  'message.sent': () => 'Mail sent',
  'message.failed': () => 'The mail could not be sent',
  'message.unknown': () => 'Unknown whether the mail arrived',
  'units.imported': (p) => `${units(p['units'])} units imported from a file`,
  'units.addressesSet': (p) => `The mailboxes of ${units(p['units'])} units were set`,
  'access.tokenRevoked': () => "An access token of the unit's software was revoked",
  'access.tokenCreated': () => "An access token was given to the unit's software",
  'access.accountCreated': () => 'An account was opened',
  'paper.opened': () => 'The paper was opened',
};

export const actorsEn: ActorWords = {
  system: 'The system',
  'command-line': 'An operator, at the command line',
  link: 'By the link in a mail (person unknown)',
  demo: 'A person of the demonstration',
  token: "The unit's software",
  account: 'Account',
  by: 'By',
  unit: 'Unit',
  hash: 'Hash of the entry',
  recordedAt: 'Recorded at',
  none: 'Nothing has happened yet.',
};
