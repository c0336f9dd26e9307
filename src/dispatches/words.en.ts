import type { DispatchWords } from './words.vi.js';

export const en: DispatchWords = {
  title: 'Bring in a dispatch',
  crumbs: 'Where you are',
  directives: 'Directives',
  intro:
    'Upload a file or paste the text. The number, date, subject, addressees, tasks and deadlines are read from it; you check them before issuing.',
  file: 'File',
  fileHint: 'A text file (.txt, .md), 300 KB at most.',
  or: 'or',
  text: 'Paste the text',
  textHint: 'With its heading and its list of recipients.',
  read: 'Read the dispatch',
  secret:
    'Do not bring papers marked MẬT, TỐI MẬT or TUYỆT MẬT into this system. Where such a mark is found the paper is refused and nothing of its text is kept.',
  reading: {
    title: 'What was read',
    issuer: 'Issuer',
    number: 'Number and symbol',
    date: 'Place and date',
    subject: 'Subject',
    urgency: 'Urgency',
    signature: 'Signed by',
    bases: 'Bases',
    references: 'Also cites',
    reports: 'Reports asked for',
    copies: 'Copies',
    archive: 'Filed at',
    attachments: 'Attachments',
    notStated: 'not stated',
    onRequest: 'on request',
    due: (date: string) => `by ${date}`,
    to: (name: string) => `to ${name}`,
    via: (name: string) => `through ${name}`,
    periods: {
      day: 'daily', week: 'weekly', month: 'monthly', quarter: 'quarterly', 'half-year': 'half-yearly',
      'nine-months': 'nine months', year: 'yearly',
    }, // prettier-ignore
  },
  warnings: {
    title: 'Please check',
    'number-missing': 'There is no number yet. It is given when the dispatch is issued.',
    'date-incomplete': 'The date of issue is not complete.',
    'issuer-not-stated': 'The heading names no issuer; the name was taken from the text, please check it.',
    'basis-after-issue': 'A basis bears a later date than this dispatch. The written date is kept as it is.',
    'subject-year-differs': 'The year in the subject is not the year of issue.',
    'due-before-issue': 'A report falls due before the date of issue.',
    'no-addressee': 'No addressee was found.',
    'no-signer': 'No name of a signer was found.',
    secret: 'The paper bears a secrecy mark and is refused.',
  },
};
