import { counted } from '../platform/counted.rules.js';
import type { ChasingWords } from './words.vi.js';

export const en: ChasingWords = {
  subject: (text: string) => `Subject: “${text}”`,
  fault: {
    title: (since) => `This paper has not been chased by itself since ${since}.`,
    text: (retryAt) =>
      `The policy it came with cannot be followed; no other paper is concerned. It is tried again at ${retryAt}; until then please chase it yourself.`,
    operator: 'Directives cannot be chased because their policy cannot be followed; see the table chase_fault.',
  },
  due: { receipt: 'Acknowledge by', work: 'Carry out by' },
  remind: {
    subject: (ordinal: string, stage: string, paper: string) => `[Reminder ${ordinal}] ${stage}: ${paper}`,
    stage: { receipt: 'Not acknowledged', work: 'No report yet' },
    text: {
      receipt: (paper: string) => `Your unit has not acknowledged ${paper}.`,
      work: (paper: string) => `Your unit has not completed and reported on ${paper}.`,
    },
    left: (n: number) => `After ${counted(n, 'more reminder')} without a result, the superior of your unit is told.`,
    last: 'This is the last reminder; after it the superior of your unit is told.',
    open: { receipt: 'Acknowledge the directive', work: 'Open the directive and report' },
    linkNote: (until: string) =>
      `Opening the link changes nothing; only the button on the page that opens does. The link works until ${until}.`,
    alreadyDone: 'If this has been done, please ignore this mail.',
  },
  silent: {
    remindSubject: (paper: string, waiting: string) =>
      `[Not passed on] ${counted(waiting, 'unit waits', 'units wait')} for ${paper}`,
    remindText: (paper: string, waiting: string) =>
      `Your unit acknowledged ${paper} and has not passed it on to all in time; ${counted(waiting, 'unit below has', 'units below have')} to wait and cannot act.`,
    next: 'If it is still not passed on, the superior of your unit is told.',
    escalateSubject: (unit: string, paper: string) => `[Late to pass on] ${unit} has not passed on ${paper}`,
    escalateText: (unit: string, paper: string, waiting: string) =>
      `${unit} acknowledged ${paper} and has not passed it on to all; ${counted(waiting, 'unit below has', 'units below have')} to wait.`,
    urge: 'It was reminded. Please see to it.',
    acknowledgedAt: 'Acknowledged on',
    term: 'Term to pass it on',
    days: (n: number) => `${counted(n, 'working day')} from the acknowledgement`,
    waiting: 'Units below that have to wait',
    open: 'Open the directive and pass it on',
  },
  waiting: {
    held: (n: string) => `${counted(n, 'unit below waits', 'units below wait')} for your office to pass this paper on.`,
    title: 'Units that wait',
    others: (n: string) => `and ${n} more`,
  },
  rerouted: {
    subject: (unit: string, paper: string) => `[Cannot be reminded] ${unit} gets no mail about ${paper}`,
    text: {
      receipt: (unit: string, paper: string) =>
        `${unit} has not acknowledged ${paper} in time, and its mail address no longer works: the reminder cannot reach it.`,
      relay: (unit: string, paper: string) =>
        `${unit} has not passed ${paper} on in time, and its mail address no longer works: the reminder cannot reach it.`,
      work: (unit: string, paper: string) =>
        `${unit} has not reported on ${paper} in time, and its mail address no longer works: the reminder cannot reach it.`,
    },
    ask: 'Please tell the office by other means.',
    open: 'See how things stand',
  },
  escalate: {
    subject: {
      receipt: (unit: string, paper: string) => `[Receipt late] ${unit} has not acknowledged ${paper}`,
      work: (unit: string, paper: string) => `[Work late] ${unit} has not reported on ${paper}`,
    },
    text: {
      receipt: (unit: string, paper: string) => `${unit} has not acknowledged ${paper}.`,
      work: (unit: string, paper: string) => `${unit} has not completed and reported on ${paper}.`,
    },
    reminded: (n: string) => `It was reminded ${n === '1' ? 'once' : `${n} times`}. Please see to it.`,
    waiting: 'Units below that have to wait',
    open: 'See how things stand',
  },
};
