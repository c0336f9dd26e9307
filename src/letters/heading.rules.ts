import type { Letter } from './letter.rules.js';
import { SIZES, TEXT_WIDTH_MM, text, widthMm, type ColumnPart, type Columns, type RulePart } from './layout.rules.js';
import { linesOfName } from './names.rules.js';
import { kindName, numberLine, placeAndDate } from './phrases.rules.js';

const LEFT_MM = 67;
/** Characters of bold capitals that the left column holds. */
const ISSUER_LINE = 22;
const STATE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** Appendix I: the rule under the issuer is a third to a half of its line. */
export const RULE_SHARE = 0.45;
/** Sizes of the stamps, Appendix I, II.10. */
const STAMPS = {
  'HỎA TỐC': { widthMm: 30, heightMm: 8 },
  'THƯỢNG KHẨN': { widthMm: 40, heightMm: 8 },
  KHẨN: { widthMm: 20, heightMm: 8 },
} as const;

export const ruleUnder = (line: string, size: number, share: number): RulePart => ({
  kind: 'rule',
  widthMm: Math.max(12, widthMm(line, size) * share),
});

/** The two columns at the top: issuer and number on the left, State, place and date on the right. */
export function headingOf({ dispatch }: Letter): Columns {
  const state: ColumnPart[] = [
    text([{ text: STATE, bold: true }], SIZES.state, { align: 'centre' }),
    text([{ text: MOTTO, bold: true }], SIZES.motto, { align: 'centre' }),
    // as long as the motto above it
    ruleUnder(MOTTO, SIZES.motto, 0.95),
  ];
  const placed = text([{ text: placeAndDate(dispatch), italic: true }], SIZES.date, { align: 'centre', before: 6 });
  return {
    leftMm: LEFT_MM,
    rightMm: TEXT_WIDTH_MM - LEFT_MM,
    rows: [
      { left: issuerOf({ dispatch }), right: state },
      { left: numbered({ dispatch }), right: [placed] },
    ],
  };
}

type Fields = Pick<Letter, 'dispatch'>;

function issuerOf({ dispatch: { issuer } }: Fields): ColumnPart[] {
  const lines = (name: string | null): string[] =>
    name === null ? [] : linesOfName(name.toLocaleUpperCase('vi'), ISSUER_LINE);
  const own = lines(issuer.name);
  const last = own.at(-1);
  return [
    ...lines(issuer.parent).map((line) => text(line, SIZES.issuer, { align: 'centre' })),
    ...own.map((line) => text([{ text: line, bold: true }], SIZES.issuer, { align: 'centre' })),
    ...(last === undefined ? [] : [ruleUnder(last, SIZES.issuer, RULE_SHARE)]),
  ];
}

function numbered({ dispatch }: Fields): ColumnPart[] {
  const { subject, urgency } = dispatch;
  const about = kindName(dispatch.kind) === null && subject !== null ? `V/v ${subject}` : null;
  return [
    text(numberLine(dispatch), SIZES.number, { align: 'centre', before: 6 }),
    ...(about === null ? [] : [text(about, SIZES.about, { align: 'centre' })]),
    ...(urgency === null ? [] : [{ kind: 'stamp', text: urgency, ...STAMPS[urgency] } as const]),
  ];
}
