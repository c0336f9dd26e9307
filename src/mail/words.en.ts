import type { MailWords } from './words.vi.js';

export const en: MailWords = {
  title: 'Test mailbox',
  intro: 'The mails of the demonstration, received over SMTP on this machine. None leaves it.',
  find: 'Search by recipient address',
  findButton: 'Search',
  subject: 'Subject',
  to: 'To',
  from: 'From',
  at: 'At',
  empty: 'No mail yet',
  emptyText: 'Mails appear here when a directive is issued or a reminder is due.',
  emptyFound: 'No mail to such an address',
  count: (n: string) => `${n} mails`,
  crumbs: 'Where you are',
  links: 'Links in the mail',
  textForm: 'Plain text',
  noSubject: '(no subject)',
};
