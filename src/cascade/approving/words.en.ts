import type { ApprovingWords } from './words.vi.js';

export const en: ApprovingWords = {
  title: 'Waiting for a second person',
  intro: 'The policy of the directive asks for two persons: one asks, another with the right to do so confirms.',
  empty: 'Nothing waits for a second person',
  acts: { issue: 'Issue', recall: 'Recall' },
  asked: (by, at) => `${by} asked at ${at}`,
  somebody: 'Somebody of the office',
  reason: (text) => `Why: ${text}`,
  give: 'Confirm and do it',
  refuse: 'Refuse',
  withdraw: 'Withdraw',
  voidOwn:
    'What was to be confirmed has changed since, so nobody can confirm it. Withdraw it, look again and ask anew.',
  voidOther:
    'What was to be confirmed has changed since, so nobody can confirm it. Refuse it, or let who asked withdraw it and ask anew.',
  pending: 'The request is kept. It is done when a second person confirms.',
  waiting: (act) => `${act}: waiting for a second person.`,
  done: { give: 'Confirmed; it is done.', refuse: 'Refused.', withdraw: 'Withdrawn.' },
};
