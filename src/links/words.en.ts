import type { LinkWords } from './words.vi.js';

export const en: LinkWords = {
  link: {
    title: 'Acknowledge a directive',
    for: 'Sent to',
    button: 'Acknowledge receipt',
    again: 'Acknowledge again',
    explainAgain:
      'The unit acknowledged this directive before and is asked to do so again. It keeps its arrival number; the sender is told at once. No sign-in is needed.',
    telephone: 'Entered for a unit on the telephone',
    telephoneText: (unit: string) =>
      `This is the code of ${unit}. Press the button only when the unit has just called and said it; the history names who entered it for them.`,
    enter: 'Record that the unit has received it',
    explainTelephone: 'It is registered under the next arrival number of the unit; tell the caller that number.',
    explain:
      'The button registers the directive under the next arrival number and tells the sender at once. No sign-in is needed.',
    openFull: 'Sign in to see everything and do more',
    acknowledged: 'Acknowledged',
    acknowledgedText: (number: string, at: string) => `Acknowledged on ${at} under arrival number ${number}.`,
    thanks: 'Thank you. The sender has been told. You can close this page.',
    late: 'It is recorded as late.',
    expired: 'This link has expired',
    expiredText:
      'The link in a mail works until the time stated there. Use the newest mail, or sign in to acknowledge.',
    revoked: 'This link was revoked',
    revokedText:
      'This link was revoked, for example because a mail went astray. Use the link in the newest mail, call the sender, or sign in to acknowledge.',
    moved: 'Another unit has this duty now',
    movedText: (units: string) =>
      `After a reorganisation this belongs to ${units}, which acknowledges by its own mail and link, or signed in. This link works no more.`,
    movedNowhere: 'This unit has ended, and the link works no more. Ask the sender.',
    calendar: 'This is the address of a calendar',
    calendarText:
      'It is for calendar applications to subscribe to, and acknowledges nothing. Follow the link in the mail that brought the paper, or sign in to acknowledge.',
    forged: 'This link is not valid',
    forgedText:
      'A part of the link is missing, or it was not sent by this system. Open the mail again and follow its link; otherwise sign in to acknowledge.',
    closed: 'Nothing to acknowledge any more',
    closedText: 'This directive was closed, recalled, superseded or returned. There is nothing more to do.',
    signIn: 'Sign in',
    state: 'State',
  },
  code: {
    title: 'Acknowledge by code',
    label: 'Code',
    hint: '12 digits, printed in the mail or on the letter; blanks and dashes do not matter.',
    lead: 'Type the code from the mail or the letter to see the directive and acknowledge it. No sign-in is needed; looking at it records nothing.',
    leadSignedIn: 'Type the code that a unit says on the telephone, or the one on a letter to your own unit.',
    look: 'See the directive',
    part: 'Code for the telephone',
    partHint:
      'For a unit without a mailbox: it says the code on the telephone to a clerk of the sender, or types it itself at the page below.',
    give: 'Give a code',
    given: (code: string) => `The code: ${code}.`,
    until: 'Works until',
    page: 'To be typed at',
  },
  calendar: {
    title: "Calendar of the unit's deadlines",
    lead: 'Subscribe to this address in Outlook, Google Calendar, Thunderbird or on a phone to see by when your unit is to acknowledge and to be done; it keeps itself up to date and reminds one working day before.',
    address: 'Address of the calendar (read-only)',
    hint: 'Whoever has this address sees subjects and deadlines; keep it inside the unit.',
    until: 'Works until',
    open: 'Download it once (.ics)',
    revoke: 'Revoke this address',
    revokeHint:
      'For an address that got out: calendars that subscribed stop being updated, and this page has a new one.',
    revoked: 'The address is revoked. Subscribe again with the new one below.',
    refused: {
      forged:
        'This address of a calendar is not right, or a part is missing. Copy it again from the page of the calendar.',
      expired: 'This address has expired. Take the new one from the page of the calendar.',
      revoked: 'This address was revoked. Take the new one from the page of the calendar.',
    },
    add: 'Add to calendar',
    subscribe: 'Calendar of the unit',
    summary: {
      receipt: (paper: string, subject: string) => `To acknowledge: ${paper} – ${subject}`,
      work: (paper: string, subject: string) => `To be done: ${paper} – ${subject}`,
    },
    stands: 'The clock stands still; the deadline will be another.',
    provisional: 'Provisional: the days off of that year are not announced; it may move later.',
  },
  revoke: {
    title: 'Revoke links',
    hint: 'For a mail that went astray: every link and code made for this assignment stops working at once. Mails sent later carry new ones; the unit can still acknowledge signed in.',
    button: 'Revoke the links that were sent',
    done: 'Links and codes made so far are revoked. Mails sent later carry new ones.',
    repeated: 'These links were revoked before.',
  },
};
