import type { RecallingWords } from './words.vi.js';

export const en: RecallingWords = {
  ask: {
    subject: (paper) => `[Recall] ${paper}`,
    text: (by, paper, at) =>
      `${by} recalled ${paper} at ${at}. Delete the paper and the copies that were passed on inside the office, and confirm that it is given back; if that is not possible, say why.`,
    reason: 'Why it is recalled',
    answerBy: 'Answer by',
    open: 'Confirm or decline',
  },
  answer: {
    agreedSubject: (unit, paper) => `[Given back] ${unit} confirms the recall of ${paper}`,
    agreedText: (unit, paper, at) => `${unit} confirmed at ${at} that ${paper} is deleted and given back.`,
    refusedSubject: (unit, paper) => `[Not given back] ${unit} declines the recall of ${paper}`,
    refusedText: (unit, paper, at) => `${unit} declined at ${at} to give ${paper} back.`,
    reason: 'Why it declines',
    open: 'See how the recall stands',
  },
  page: {
    act: 'Recall',
    hint: 'Mails that have not gone out are withdrawn, and every unit that has the paper is asked to delete it, give it back and confirm. A unit may decline and say why.',
    reason: 'Why it is recalled',
    again: 'Ask those that declined once more',
    title: 'How the recall stands',
    counts: { unanswered: 'No answer yet', refused: 'Declined', agreed: 'Given back', atOnce: 'Had not got it' },
    columns: { unit: 'Unit', answer: 'Answer', at: 'At', why: 'Why' },
    crumbs: 'Where you are',
    all: 'All',
    more: (n) => `See all ${n} units that declined`,
    nobody: 'No unit.',
    done: (n) => `${n} units are asked to give the paper back.`,
    repeated: 'The paper was recalled before.',
  },
  below: {
    title: 'Dispatches issued below to carry it out',
    before: (n) =>
      `Units below have issued ${n} dispatches of their own that are in force. Recalling this paper does not recall those: each stands until its issuer agrees to give this one back.`,
    counts: (total, inForce, recalled) =>
      `${total} in all: ${inForce} in force until their issuers agree, ${recalled} recalled.`,
    done: (n) => `${n} dispatches issued below are in force until their issuers agree to recall them.`,
    line: (paper, issuer, units) => `${paper}, ${issuer} (${units} units)`,
    more: (n) => `and ${n} more`,
    open: 'See each of them',
    columns: { paper: 'Dispatch', issuer: 'Issuer', units: 'Units', state: 'State' },
  },
  duty: {
    title: 'This paper is being recalled',
    text: 'The sender asks you to delete it and give it back. Until you answer, nothing is owed and nobody is reminded.',
    by: 'Answer by',
    why: (reason) => `Why: ${reason}`,
    agree: 'Deleted and given back',
    agreeBelow: 'Also recall the dispatches of its own with which the unit passed it on',
    refuse: 'Decline',
    refuseWhy: 'Why it is not given back',
    refuseHint: 'The duty goes on; its deadlines move by the working time that the request was open.',
    agreed: 'Confirmed that the paper is given back.',
    refused: 'Declined; the duty goes on.',
    wasRefused: (at, reason) => `The unit declined at ${at} to give the paper back. Why: ${reason}`,
  },
};
