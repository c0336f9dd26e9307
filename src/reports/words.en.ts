import type { ReportWords } from './words.vi.js';

export const en: ReportWords = {
  title: 'Reports',
  intro: 'Reports of subordinate units. Accept them, or send them back and say what is missing.',
  empty: 'No report waits for review',
  emptyText: 'New reports of subordinate units will appear here.',
  emptyAll: 'No report yet',
  show: 'Show',
  filters: { submitted: 'To review', all: 'All received', made: 'Reports made' },
  submittedAt: 'Sent at',
  late: 'sent late',
  dueAt: 'Due',
  nil: 'Nothing to report (nil report).',
  figures: 'Figures',
  attachments: 'Attachments',
  accept: 'Accept',
  sendBack: 'Send back',
  note: 'What is missing',
  reviewNote: 'Note',
  noText: 'The report has no text.',
  states: { due: 'Not sent', submitted: 'To review', accepted: 'Accepted', sentBack: 'Sent back' },
  lapsed: 'Awaits no review any more',
  earlier: {
    title: (at) => `The report sent at ${at} will not be reviewed any more`,
    amended:
      'After it was sent, what this unit was asked for was amended. Do what the new text asks, then report again; the earlier report is kept in the history.',
    ended: 'The directive ended before the report was reviewed. The report is kept; this unit need not report again.',
  },
  done: {
    accepted: 'Accepted; the unit has been told.',
    sentBack: 'Sent back; the unit has been told.',
    repeated: 'The report was reviewed this way before.',
  },
};
