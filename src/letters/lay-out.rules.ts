import { slipPart } from './slip.rules.js';
import { headingOf, RULE_SHARE, ruleUnder } from './heading.rules.js';
import { SIZES, text, type BodyPart, type LetterLayout, type TextPart } from './layout.rules.js';
import { chargingArticle, closed, type Letter } from './letter.rules.js';
import { kindName } from './phrases.rules.js';
import { tailOf } from './tail.rules.js';
import { bodyParts } from './text-parts.rules.js';

const GREETING_MM = 20;
const GREETED_MM = 38;

/** A paper laid out by Decree 30/2020, Appendix I; what is not given yet stays blank, and nothing is added. */
export function layOut(letter: Letter): LetterLayout {
  const { dispatch } = letter;
  const name = kindName(dispatch.kind) ?? 'Công văn';
  return {
    title: [name, codeOf(letter), dispatch.subject].filter((part) => part !== null).join(' '),
    author: dispatch.issuer.name ?? '',
    heading: headingOf(letter),
    body: [...titleOf(letter), ...greetingOf(letter), ...bodyParts(closed(letter.body))],
    tail: tailOf(letter),
    slip: letter.slip ? slipPart(letter.slip) : null,
    appendices: (letter.appendices ?? []).map(bodyParts),
  };
}

const codeOf = ({ dispatch: { number, symbol } }: Letter): string | null =>
  number === null ? null : `${String(number).padStart(2, '0')}/${symbol ?? ''}`;

/** Type and subject in the middle; an official letter has its subject under its number. */
function titleOf({ dispatch: { kind, subject } }: Letter): BodyPart[] {
  const name = kindName(kind);
  if (name === null) return [];
  const title = text([{ text: name.toLocaleUpperCase('vi'), bold: true }], SIZES.text, {
    align: 'centre',
    before: 14,
    role: 'H1',
    keepWithNext: true,
  });
  if (subject === null) return [title];
  const about = aboutOf(subject);
  return [
    title,
    text([{ text: about, bold: true }], SIZES.text, { align: 'centre', keepWithNext: true, insetMm: 0 }),
    { ...ruleUnder(about.slice(0, 45), SIZES.text, RULE_SHARE), after: 8 },
  ];
}

/** A subject that begins in small letters goes on from "Về việc". */
const aboutOf = (subject: string): string =>
  /^\p{Ll}/u.test(subject) && !/^về\s/u.test(subject) ? `Về việc ${subject}` : subject;

/** "Kính gửi:" with one addressee behind it, or with each on a line of its own; a telegram wires them. */
function greetingOf(letter: Letter): TextPart[] {
  const { addressees, kind, issuer } = letter.dispatch;
  if (addressees.length === 0 || chargingArticle(letter) !== null) return [];
  const greeting = kind === 'CĐ' ? `${issuer.name ?? ''} điện:`.trim() : 'Kính gửi:';
  const [only, ...others] = addressees;
  if (others.length === 0)
    return [text(`${greeting} ${only}.`, SIZES.text, { align: 'centre', before: 12, after: 12, keepWithNext: true })];
  return [
    text(greeting, SIZES.text, { insetMm: GREETING_MM, before: 12, keepWithNext: true }),
    ...addressees.map((name, i) =>
      text(`- ${name}${i < others.length ? ';' : '.'}`, SIZES.text, {
        insetMm: GREETED_MM,
        ...(i < others.length ? {} : { after: 12 }),
      }),
    ),
  ];
}
