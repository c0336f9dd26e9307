import type { AccessWords } from './words.vi.js';

export const en: AccessWords = {
  title: 'Sign in',
  intro:
    'Follow a directive from the day it is issued until every unit has acknowledged it, carried it out and reported.',
  token: 'Access token',
  tokenHint:
    'The leader or administrator of your unit makes yours under People, the operator one for a whole unit; it is shown once.',
  button: 'Sign in',
  mail: 'Did you get a mail? Open its link to acknowledge at once, without signing in.',
  empty: 'There is no access token yet',
  emptyText: 'The administrative units and the calendar are in place. Three things to do first, on the server:',
  steps: {
    token: 'Make the first access token, for the issuing authority (with the code of the right unit)',
    find: 'Find the code of a unit',
    mail: 'Name a mail server and start again, so that notices and reminders go out',
  },
  docs: 'The README has the whole guide.',
};
