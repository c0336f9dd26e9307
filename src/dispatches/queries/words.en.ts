import type { QueryWords } from './words.vi.js';

export const en: QueryWords = {
  reasons: {
    'number-missing': 'No number was found. If there is none yet, the system mints one on issue.',
    'date-incomplete': 'Day, month or year of issue is missing.',
    'issuer-not-stated': 'The heading does not name the issuer; this name was taken from the text.',
    'basis-after-issue': 'Basis {code} is dated {date}, after this paper itself.',
    'subject-year-differs': 'The subject names the year {year}, which is not the year of issue.',
    'due-before-issue': 'A report falls due on {date}, before the date of issue.',
    'no-addressee': 'Nobody was found who is to act on it.',
    'no-signer': 'No signer was found.',
    secret: 'The paper is marked secret: the system does not take it.',
    'digits-put-right': 'Digits had been recognised as letters and were read as {value}. Compare with the original.',
    'number-zero': 'The number is 0; numbers begin at 01.',
    'kind-and-symbol-differ': 'The type is {kind}, but the symbol says {symbol}.',
    'symbol-of-another-organ': 'The symbol {symbol} is that of {organ}, not of {issuer}.',
    'subject-missing': 'The paper does not say what it is about.',
    'two-urgencies': 'The paper bears two marks of urgency: {first} and {second}.',
    'task-due-before-issue': 'A task falls due on {date}, before the date of issue.',
    'window-reversed': 'The figures begin on {start}, after they end on {end}.',
    'window-after-due': 'The figures run until {end}, but the report has to be in before that (due {date}).',
    'label-skipped': 'Item {before} is followed by item {label}: one in between is missing or was not recognised.',
    'paragraph-twice': 'The paragraph “{words}” stands there twice.',
    'date-impossible': 'There is no “{words}” in the calendar.',
    'citation-dates-differ': '{code} is cited under two dates: {first} and {second}.',
    'signer-no-collective':
      'It says TM. {head}, but this body is led by its head and has no collective to sign for (Decree 30/2020, article 13).',
    'signer-not-deputy':
      'It says KT. {head}, but the signer is {title}: only a deputy signs for the head (Decree 30/2020, article 13).',
    'signer-deputy-alone': '{title} signs without KT.: a deputy signs for the head (Decree 30/2020, article 13).',
    'signer-by-own-order':
      'It says TL. {head}, but the signer is {title}: by order signs the head of a unit below (Decree 30/2020, article 13).',
    'signer-other-office': 'The office of the signer ({title}) is not one of {issuer}.',
    'due-not-working-day': 'The deadline {date} falls on {day}.',
    'due-on-make-up-day':
      'The deadline {date} is a weekend day worked in exchange; make sure that the recipients work on it too.',
    'due-outside-hours': 'The deadline is {hour} on {date}, outside office hours.',
    'no-working-day-before-due': 'There is no working day between the date of issue and the deadline {date}.',
    'window-after-last-day':
      'The figures run until {end}, but the last working day that meets the deadline {date} is {last}.',
    'calendar-provisional':
      'The holidays of {year} are not announced officially yet; deadlines in that year may still move.',
    'date-in-future': 'The paper is dated {date}, after today ({today}).',
    'addressee-not-understood': 'It is not clear which units “{name}” means. {reason}',
    'addressee-ended': '“{name}” no longer exists on {on}.',
    'addressee-not-yet': '“{name}” does not exist yet on {on}; it begins on {from}.',
    'charges-superior': 'It charges {name}, which is above {issuer}.',
    'charges-peer': 'It charges {name}, which stands beside {issuer} and can only be asked to co-operate.',
    'report-to-no-unit':
      'The report goes to {name}, which is no unit with a registry of its own; say through which body.',
    'report-to-itself': '{name} would report to itself.',
    'attachment-absent': 'The paper says that “{name}” is attached, but no such file came with it.',
    'number-used-twice': 'Number {number} is already that of another paper of this issuer in the same year.',
  },
  accept: 'Change to {suggestion}',
  acceptVia: 'Send through {suggestion}',
  days: {
    saturday: 'a Saturday',
    sunday: 'a Sunday',
    holiday: 'a public holiday',
    compensatory: 'a day off in lieu',
    'swap-off': 'a day off that was exchanged',
  },
  notUnderstood: {
    unknown: 'The register has no such name.',
    ambiguous: 'Several units are called so.',
    'none-in-area': 'There is no unit of this kind in the area of the issuer.',
    'no-such-level': 'There is no such level or kind of area on that day.',
  },
};
