import type { Dispatch } from '../dispatches/index.js';
import { SIZES, TEXT_WIDTH_MM, text, type Columns, type TextPart } from './layout.rules.js';
import { chargingArticle, type Letter } from './letter.rules.js';

const LEFT_MM = 78;
/** Room for the signature and the seal, or for their image. */
const SIGNED_BY_HAND = 62;

/** The two columns under the text: who receives it, and who signs. */
export function tailOf(letter: Letter): Columns {
  const { signature } = letter.dispatch;
  const offices = officesOf(signature).map((line) =>
    text([{ text: line, bold: true }], SIZES.text, { align: 'centre' }),
  );
  const name = text(signature.name === null ? [] : [{ text: signature.name, bold: true }], SIZES.text, {
    align: 'centre',
    before: SIGNED_BY_HAND,
  });
  return {
    leftMm: LEFT_MM,
    rightMm: TEXT_WIDTH_MM - LEFT_MM,
    rows: [{ left: receivedBy(letter), right: [...offices, name] }],
  };
}

function receivedBy(letter: Letter): TextPart[] {
  const { copies, archive } = letter.dispatch;
  const items = [
    ...asAbove(letter),
    ...copies.map(({ name, note }) => (note === null ? name : `${name} (${note})`)),
    ...(archive === null ? [] : [`Lưu: ${archive}`]),
  ];
  if (items.length === 0) return [];
  return [
    text([{ text: 'Nơi nhận:', bold: true, italic: true }], SIZES.receivedBy),
    ...items.map((item, i) => text(`- ${item}${i < items.length - 1 ? ';' : '.'}`, SIZES.copies)),
  ];
}

function asAbove(letter: Letter): string[] {
  if (letter.dispatch.addressees.length === 0) return [];
  const article = chargingArticle(letter);
  return [article === null ? 'Như trên' : `Như Điều ${article}`];
}

/**
 * The lines of authority over the name (Appendix I, II.7). A deputy who signs for a collective signs for its head, and
 * that is said too.
 */
export function officesOf({ mode, onBehalfOf, title }: Dispatch['signature']): string[] {
  const office = title?.toLocaleUpperCase('vi') ?? null;
  const head = office?.startsWith('PHÓ ') ? office.slice('PHÓ '.length) : null;
  const lines: (string | null)[] = [];
  if (mode === 'Q.') lines.push(office === null ? null : `Q. ${office}`);
  else if (mode === null) lines.push(office);
  else {
    const whom = onBehalfOf?.toLocaleUpperCase('vi') ?? (mode === 'KT.' ? head : null);
    lines.push(whom === null ? null : `${mode} ${whom}`);
    if (mode === 'TM.' && head !== null) lines.push(`KT. ${head}`);
    lines.push(office);
  }
  return lines.filter((line) => line !== null);
}
