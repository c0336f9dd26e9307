import type { AmendingWords } from './words.vi.js';

const said = (lines: readonly [number, string][]): string[] => lines.flatMap(([n, line]) => (n > 0 ? [line] : []));

export const en: AmendingWords = {
  done: {
    amended: ({ again, leftAlone, expected }, n) =>
      `Amended: ${n(again)} units acknowledge again, ${n(leftAlone)} are left alone${expected > 0 ? `, ${n(expected)} that wait for their superiors will get the new version` : ''}.`,
    would: ({ again, leftAlone, expected, returned }, n) =>
      `Amending would have ${n(again)} units acknowledge again and leave ${n(leftAlone)} alone; ${n(expected)} wait for their superiors, ${n(returned)} returned it. Nothing was changed.`,
    repeated: 'This is in force already; nothing was changed.',
    superseded: (n, withdrawn) =>
      `Superseded: ${n} assignments ended${withdrawn > 0 ? `, ${withdrawn} mails not yet sent were withdrawn` : ''}.`,
    supersededBefore: 'This directive took its place before.',
  },
  changes: {
    changed: (label) => (label ? `Task ${label} changed` : 'Task changed'),
    added: (label) => (label ? `Task ${label} added` : 'Task added'),
    removed: (label) => (label ? `Task ${label} removed` : 'Task removed'),
    deadline: 'Work due',
    noDeadline: 'no deadline',
    before: 'Before',
    after: 'Now',
    deleted: 'words taken out',
    inserted: 'words put in',
    none: 'Nothing changes.',
  },
  mail: {
    subject: (about) => `[Amended] ${about}`,
    text: (issuer, paper) =>
      `${issuer} has amended ${paper}. What follows changes for your unit; please acknowledge it again.`,
    back: (issuer, paper) =>
      `${issuer} has amended ${paper} again; what your unit is asked is as you acknowledged it before. Please acknowledge it again.`,
    reason: (reason) => `Reason: ${reason}`,
    title: 'Changes',
    receiptDue: 'Acknowledge again by',
    receiptMissed: 'Acknowledgement overdue since',
    workDue: 'Carry out by',
    from: (before, after) => `${after} (before: ${before})`,
    acknowledge: 'Acknowledge again',
  },
  unit: {
    title: 'What changed for your unit',
    text: (when, version, since) =>
      `The directive was amended at ${when} (version ${version}). This is what differs from version ${since}, only of what your unit is asked.`,
    again: 'Acknowledge again',
    againHint: 'The arrival number stays.',
    sameAgain: 'What your unit is asked is as you acknowledged it before.',
    reason: 'Reason',
    own: 'Your own dispatch is to be amended too',
    ownText: 'These tasks of what your unit issued carry on a task that was amended.',
    replacedTitle: 'Replaced by',
    replacedOwn: 'Open your unit’s duty under the later directive',
  },
  directive: {
    amend: 'Amend',
    versions: 'Versions',
    inForce: 'in force',
    replaces: 'Takes the place of',
    basisTitle: 'The paper that this one carries on was superseded',
    basisText:
      'This directive stays in force until its issuer amends, supersedes or closes it. Look at the later paper and decide.',
    basisLink: 'The later directive',
    supersede: 'Supersede',
    supersedeHint:
      'Open assignments end and mails not yet sent are withdrawn; reports and finished work stay. What units below issued themselves stays in force. This cannot be undone.',
    supersedeBy: 'The later directive',
  },
  versions: {
    columns: ['Version', 'At', 'Tasks', 'Work due', 'Reason'],
    issued: 'as issued',
    version: (n) => `Version ${n}`,
    title: (n) => `What version ${n} asks`,
    changes: (n) => `Differs from version ${n}`,
    text: 'In full',
    paper: 'Text of the amending paper',
    crumbs: 'You are here',
    directive: 'Directive',
  },
  form: {
    title: 'Amend the directive',
    lead: 'Give the new content. Only units whose tasks or deadline change acknowledge again; the next step shows which.',
    reason: 'Reason',
    subject: 'Subject',
    dueOn: 'Work due on',
    dueOnHint: 'Empty: no deadline.',
    dueHour: 'Hour (empty: close of business)',
    tasks: 'Tasks',
    label: 'Label',
    now: 'Text now',
    text: 'New text',
    addressees: 'Addressed to',
    addresseesHint: 'Empty: every recipient. Separate several with semicolons.',
    drop: 'Remove this task',
    add: 'Another task',
    paper: 'Text of the amending paper, if there is one (kept beside)',
    check: 'Preview',
  },
  check: {
    title: 'Preview of the amendment',
    again: 'Units that acknowledge again',
    leftAlone: 'Left alone, no mail',
    expected: 'Wait for their superiors; will get the new version',
    returned: 'Returned it; nothing is sent',
    receiptDue: 'Acknowledge again by',
    byClass: 'By addressee',
    noLine: 'Line of the addressees not known',
    ownTerm: 'deadline of their own',
    informed: 'receipt only',
    units: (n) => `${n} units acknowledge again`,
    untouched: 'Nothing changes.',
    subject: 'Subject',
    nothing: 'This is in force already; there is nothing to amend.',
    notMigrated: (n) =>
      `${n} assignments run on an earlier version of the machine and cannot be amended; the operator runs "thongsuot machines migrate" first.`,
    effectsTitle: 'What amending does besides',
    effects: (of, n) =>
      said([
        [of.freshTerm, `Units that never acknowledged, are still in term, and get a fresh one: ${n(of.freshTerm)}.`],
        [of.stillLate, `Units that let their term of acknowledgement go by, and stay overdue: ${n(of.stillLate)}.`],
        [
          of.reopened,
          `Units that had finished, or declared it none of theirs, and look at it again: ${n(of.reopened)}.`,
        ],
        [
          of.reopenedLate,
          `Of those, units that are overdue at once, for the deadline has gone by; set a new one: ${n(of.reopenedLate)}.`,
        ],
        [of.reportsReopened, `Reports that count no more; the unit reports again: ${n(of.reportsReopened)}.`],
        [
          of.workStillLate,
          `Units late with the work that stay late, for its deadline does not move: ${n(of.workStillLate)}.`,
        ],
        [
          of.workForgiven,
          `Units late with the work that are late no more, for they get a new deadline: ${n(of.workForgiven)}.`,
        ],
        [
          of.workUnbound,
          `Units late with the work that are late no more, for the deadline is taken away: ${n(of.workUnbound)}.`,
        ],
      ]),
    confirm: (n) => `Amend; ${n} units acknowledge again`,
    edit: 'Go on editing',
  },
};
