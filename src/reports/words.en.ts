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
  done: {
    accepted: 'Accepted; the unit has been told.',
    sentBack: 'Sent back; the unit has been told.',
    repeated: 'The report was reviewed this way before.',
  },
};
