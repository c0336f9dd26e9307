import { counted } from '../../platform/counted.rules.js';
import type { StepNoticeWords } from './words.vi.js';

export const en: StepNoticeWords = {
  leader: (unit) => `the leader of ${unit}`,
  stage: {
    delivery: 'Not delivered',
    receipt: 'Not acknowledged',
    relay: 'Not passed on',
    begin: 'Not begun',
    work: 'Not reported',
  },
  mark: {
    reminder: (n) => `Reminder ${n}`,
    firm: (n) => `Action required, reminder ${n}`,
    last: () => 'Last reminder',
  },
  unit: {
    delivery: (paper) => `The mail with ${paper} may not have reached your office, which has not acknowledged it.`,
    receipt: (paper) => `Your office has not acknowledged ${paper}.`,
    relay: (paper, waiting) =>
      `Your office acknowledged ${paper} but has not passed it on to all in time; ${counted(waiting, 'unit below waits', 'units below wait')} and cannot act.`,
    begin: (paper) => `Your office acknowledged ${paper} but has not begun.`,
    work: (paper) => `Your office has not finished and reported on ${paper}.`,
  },
  ask: {
    firm: {
      delivery: 'Your office is required to look for the paper and acknowledge it today.',
      receipt: 'Your office is required to acknowledge the paper today.',
      relay: 'Your office is required to pass the paper on to the units below it today.',
      begin: 'Your office is required to assign the work and begin now.',
      work: 'Your office is required to finish and report without delay, and to say why it is late.',
    },
    last: 'This is the last reminder. Please see to it in person; your office answers for the delay.',
  },
  above: {
    subject: {
      delivery: (unit, paper) => `[Not delivered] ${paper} has not reached ${unit}`,
      receipt: (unit, paper) => `[Not acknowledged] ${unit} has not acknowledged ${paper}`,
      relay: (unit, paper) => `[Not passed on] ${unit} has not passed on ${paper}`,
      begin: (unit, paper) => `[Not begun] ${unit} has not begun with ${paper}`,
      work: (unit, paper) => `[Not reported] ${unit} has not reported on ${paper}`,
    },
    text: {
      delivery: (unit, paper) => `${paper} has not reached ${unit}, and the deadline of receipt is over.`,
      receipt: (unit, paper) => `${unit} has not acknowledged ${paper}.`,
      relay: (unit, paper, waiting) =>
        `${unit} acknowledged ${paper} but has not passed it on to all; ${counted(waiting, 'unit below waits', 'units below wait')}.`,
      begin: (unit, paper) => `${unit} acknowledged ${paper} but has not begun.`,
      work: (unit, paper) => `${unit} has not finished and reported on ${paper}.`,
    },
    otherWay: 'Please tell the unit in another way: by telephone, over the document exchange, or on paper.',
    reminded: (n) => `The system has reminded it ${n === '1' ? 'once' : `${n} times`}. Please see to it.`,
    urge: 'Please see to it.',
  },
  next: (time, does) => `If nothing is done, the system will ${does} ${time} from now.`,
  nothingNext: 'The system will not remind of this again.',
  alreadyDone: 'If your office has done so already, please disregard this mail.',
  facts: {
    due: { receipt: 'To be acknowledged by', work: 'To be done by' },
    acknowledgedAt: 'Acknowledged at',
    relayTerm: 'Term to pass on',
    beginTerm: 'Term to begin',
    days: (n) => `${counted(n, 'working day')} after receipt`,
    waiting: 'Units below that wait',
  },
  open: {
    delivery: 'Acknowledge the paper',
    receipt: 'Acknowledge the paper',
    relay: 'Open the paper and pass it on',
    begin: 'Open the paper and assign it',
    work: 'Open the paper and report',
  },
  relaySubject: (waiting, paper) => `[Not passed on] ${counted(waiting, 'unit waits', 'units wait')} for ${paper}`,
  linkNote: (until) =>
    `Opening the link changes nothing; only the button on the page it opens does. The link works until ${until}.`,
  look: 'See how it stands',
  page: {
    title: 'Letter of reminder',
    intro:
      'For exactly the units that are urged by letter in this round. It is made once, and you can take it again as often as you wish; units that have acted meanwhile are left out.',
    make: 'Make the letter',
    made: (at) => `Made at ${at}. Take the Word or PDF file, have it signed and send it.`,
    nobody: 'The units of this round have acted; nobody is left to urge.',
    late: (n) => `Still late: ${counted(n, 'unit')}`,
    other: (sender) => `The letter that ${sender} signs`,
    done: (n) => `Have acted: ${counted(n, 'unit')}`,
  },
  letter: {
    subject: (paper) => `[Letter of reminder] A letter about ${paper} is ready to be signed`,
    text: (paper) =>
      `The units that are late with ${paper} are now to be urged by an official letter. The system has prepared it for exactly these units.`,
    ask: 'Please open the page below, check the list, take the Word or PDF file, have it signed and send it. Each round is told once.',
    stage: 'What they are late with',
    open: 'Open the letter',
  },
};
