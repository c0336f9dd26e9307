import type { AmendWords } from './words.vi.js';

export const en: AmendWords = {
  title: 'Change the entries of a unit',
  lead: 'A unit’s name, kind, superiors and end are changed by a reorganisation, not here.',
  reorganise: 'Plan a reorganisation',
  sections: {
    alias: 'Add another name',
    'end-alias': 'End another name',
    mailbox: 'Mailbox',
    'official-code': 'Official code',
    'standing-body': 'Standing body',
    'legal-basis': 'Legal basis',
  },
  fields: {
    alias: 'Other name',
    address: 'Mail address',
    addressHint: 'Leave empty to take the mailbox away from this day on.',
    locale: 'Language of the mail',
    scheme: 'Kind of code',
    value: 'Code',
    valueHint: 'Leave empty to end the code on this day. E.g. 06184; 000.00.00.H37; H37.12.',
    standingBody: 'Code of the standing body',
    standingBodyHint:
      'Leave empty where there is none from this day on. Mail to a committee without a mailbox goes to this body.',
    from: 'From',
    legalBasis: 'Legal basis',
    legalBasisHint: 'Number, symbol and issuer; leave empty where there is none yet.',
    entry: 'What rests on it',
  },
  locales: { vi: 'Vietnamese', en: 'English' },
  now: (text: string) => `At present: ${text}`,
  none: 'none',
  look: 'Look before it is written',
  confirmTitle: 'Confirm the change',
  confirm: 'Write the change',
  back: 'Back, write nothing',
  becomes: {
    alias: (what: string, on: string) => `From ${on} the unit is also called “${what}”.`,
    'end-alias': (what: string, on: string) => `From ${on} the unit is no longer called “${what}”.`,
    mailbox: (what: string, on: string) =>
      what
        ? `From ${on} mail to the unit goes to ${what}.`
        : `From ${on} the unit has no mailbox: nothing can be sent.`,
    'official-code': (what: string, on: string) =>
      what ? `From ${on} the code ${what} is the unit’s.` : `From ${on} the unit has no code of this kind.`,
    'standing-body': (what: string, on: string) =>
      what ? `From ${on} the standing body is ${what}.` : `From ${on} the committee has no standing body.`,
    'legal-basis': (what: string) => (what ? `The legal basis is “${what}”.` : 'The legal basis is emptied.'),
  },
  later: 'What was set for later days in the same place is replaced by this.',
  done: 'The change was written.',
  same: 'It was so before; nothing was written.',
};
