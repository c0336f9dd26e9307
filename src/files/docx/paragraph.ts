import { tcvn3Run } from '../decode-text.js';
import { childOf, childrenOf, type Element, textWithin, valueOf } from '../xml.rules.js';
import { fontOf, type LegacyFont } from '../legacy-font.rules.js';
import { fromVni } from '../vni.rules.js';
import type { Numbering } from './numbering.rules.js';
import { type Look, lookOf, numberingIn, over, type Styles } from './styles.rules.js';

/** What a document is read with. */
export interface Reader {
  styles: Styles;
  numbering: Numbering;
  /** the text of boxes and notes is read as blocks of its own */
  blocks(elements: readonly Element[]): string[];
  /** notes that the text refers to, in its order */
  notes: { kind: 'footnotes' | 'endnotes'; id: string }[];
  /** the legacy encodings that fonts told of */
  legacy: Set<'tcvn3' | 'vni'>;
}

interface Stretch {
  font: LegacyFont | null;
  capitals: boolean;
  text: string;
}

/** A paragraph as it is drawn: its text with its number, and the text boxes that hang on it. */
export interface Paragraph {
  text: string;
  boxes: string[];
  /** its end was deleted: the next paragraph goes on in it */
  goesOn: boolean;
}

const IN_PASSING = new Set(
  'w:hyperlink w:smartTag w:sdt w:sdtContent w:ins w:moveTo w:fldSimple w:customXml w:dir w:bdo w:ruby w:rubyBase'.split(
    ' ',
  ),
);
const PAGE_FIELD = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i;

export function paragraphOf(element: Element, reader: Reader): Paragraph {
  const properties = childOf(element, 'w:pPr');
  const style = reader.styles.ofParagraph(valueOf(properties, 'w:pStyle'));
  const paragraph = new Drawing(reader, style);
  paragraph.children(element);
  const own = numberingIn(properties);
  const numId = own.numId ?? style.numId;
  // a list entry without text has no number to show, and counts all the same
  const number = numId && numId !== '0' ? reader.numbering.next(numId, own.level ?? style.level ?? 0) : null;
  const text = paragraph.text();
  const label =
    number && text.trim() !== ''
      ? paragraph.decoded({ font: fontOf(number.font), capitals: false, text: number.text })
      : '';
  return {
    text: label === '' ? text : `${label} ${text.trimStart()}`,
    boxes: paragraph.boxes,
    goesOn: childOf(childOf(properties, 'w:rPr'), 'w:del') !== undefined,
  };
}

class Drawing {
  readonly boxes: string[] = [];
  private readonly stretches: Stretch[] = [];
  /** for each field that is open: its instruction, and whether its result is being read */
  private readonly fields: { instruction: string; result: boolean }[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly look: Look,
  ) {}

  children(element: Element): void {
    for (const child of childrenOf(element)) {
      if (child.name === 'w:r') this.run(child);
      else if (child.name === 'w:fldSimple' && PAGE_FIELD.test(child.attributes['w:instr'] ?? '')) continue;
      else if (IN_PASSING.has(child.name)) this.children(child);
      else if (child.name === 'mc:AlternateContent') this.children(choiceOf(child));
      else if (child.name.startsWith('m:')) this.add(textWithin(child), this.look);
      else if (child.name === 'w:pict' || child.name === 'w:drawing') this.box(child);
    }
  }

  private run(run: Element): void {
    const properties = childOf(run, 'w:rPr');
    const ofStyle = this.reader.styles.of(valueOf(properties, 'w:rStyle'));
    const look = over(lookOf(properties), over(ofStyle, this.look));
    for (const child of childrenOf(run)) this.part(child, look);
  }

  private part(child: Element, look: Look): void {
    switch (child.name) {
      case 'w:t':
        return this.add(textWithin(child), look);
      case 'w:tab':
      case 'w:ptab':
        return this.add('\t', look);
      case 'w:br':
      case 'w:cr':
        return this.add('\n', look);
      case 'w:noBreakHyphen':
        return this.add('-', look);
      case 'w:sym':
        return this.add(symbolOf(child), { ...look, font: undefined });
      case 'w:fldChar':
        return this.field(child.attributes['w:fldCharType']);
      case 'w:instrText': {
        const field = this.fields.at(-1);
        if (field) field.instruction += textWithin(child);
        return;
      }
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.reader.notes.push({
          kind: child.name === 'w:footnoteReference' ? 'footnotes' : 'endnotes',
          id: child.attributes['w:id'] ?? '',
        });
        return;
      case 'mc:AlternateContent':
        for (const chosen of childrenOf(choiceOf(child))) this.part(chosen, look);
        return;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        return this.box(child);
      default:
    }
  }

  private field(type: string | undefined): void {
    const open = this.fields.at(-1);
    if (type === 'begin') this.fields.push({ instruction: '', result: false });
    else if (type === 'separate' && open) open.result = true;
    else if (type === 'end') this.fields.pop();
  }

  private add(text: string, look: Look): void {
    if (look.hidden || this.fields.some((field) => !field.result || PAGE_FIELD.test(field.instruction))) return;
    const font = fontOf(look.font);
    const capitals = look.capitals ?? false;
    const last = this.stretches.at(-1);
    // VNI writes a letter as two characters, which may stand in two runs
    if (last?.capitals === capitals && last.font?.encoding === font?.encoding && last.font?.capitals === font?.capitals)
      last.text += text;
    else this.stretches.push({ font, capitals, text });
  }

  private box(drawing: Element): void {
    for (const box of boxesIn(drawing)) this.boxes.push(...this.reader.blocks(childrenOf(box)));
  }

  text(): string {
    return this.stretches.map((stretch) => this.decoded(stretch)).join('');
  }

  decoded({ font, capitals, text }: Stretch): string {
    let decoded = text;
    // eslint-disable-next-line no-control-regex -- what is plain ASCII is the same in every font
    if (font && /[^\0-\x7f]/.test(text)) {
      this.reader.legacy.add(font.encoding);
      decoded = font.encoding === 'vni' ? fromVni(text) : tcvn3Run(text);
    }
    return capitals || font?.capitals ? decoded.toUpperCase() : decoded;
  }
}

/** The first of the alternatives that is there; they say the same for older and newer programs. */
const choiceOf = (element: Element): Element =>
  childOf(element, 'mc:Choice') ?? childOf(element, 'mc:Fallback') ?? { name: '', attributes: {}, children: [] };

function boxesIn(drawing: Element): Element[] {
  const boxes: Element[] = [];
  const rest = [drawing];
  while (rest.length > 0) {
    const next = rest.pop()!;
    if (next.name === 'w:txbxContent') boxes.push(next);
    else if (next.name === 'mc:AlternateContent') rest.push(choiceOf(next));
    else rest.push(...childrenOf(next).toReversed());
  }
  return boxes;
}

/** Signs of symbol fonts are bullets, arrows and boxes: none of them is a word. */
const symbolOf = (element: Element): string => {
  const code = Number.parseInt(element.attributes['w:char'] ?? '', 16);
  return code >= 0x20 && code < 0xd800 ? String.fromCharCode(code) : '-';
};
