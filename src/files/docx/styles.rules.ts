import { childOf, childrenOf, type Element, valueOf } from '../xml.rules.js';

/** What of the looks of text changes what it says. */
export interface Look {
  font: string | undefined;
  capitals: boolean | undefined;
  hidden: boolean | undefined;
}
export interface Style extends Look {
  numId: string | undefined;
  level: number | undefined;
  bordered: boolean;
}

const BASES_AT_MOST = 20;
const PLAIN: Style = {
  font: undefined,
  capitals: undefined,
  hidden: undefined,
  numId: undefined,
  level: undefined,
  bordered: false,
};

/** The styles of a document by their ids, each with what it has from those it is based on. */
export class Styles {
  private readonly elements: ReadonlyMap<string, Element>;
  private readonly known = new Map<string, Style>();
  private readonly ofParagraphs: string | undefined;
  private readonly defaults: Look;

  constructor(root: Element | undefined) {
    const styles = childrenOf(root, 'w:style');
    this.elements = new Map(styles.map((style) => [style.attributes['w:styleId'] ?? '', style]));
    this.ofParagraphs = styles.find(
      ({ attributes }) => attributes['w:type'] === 'paragraph' && /^(?:1|true|on)$/.test(attributes['w:default'] ?? ''),
    )?.attributes['w:styleId'];
    this.defaults = lookOf(childOf(childOf(childOf(root, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr'));
  }

  ofParagraph(id: string | undefined): Style {
    const style = this.of(id ?? this.ofParagraphs);
    return { ...style, ...over(style, this.defaults) };
  }

  of(id: string | undefined, depth = 0): Style {
    const element = id === undefined ? undefined : this.elements.get(id);
    if (id === undefined || !element || depth > BASES_AT_MOST) return PLAIN;
    const known = this.known.get(id);
    if (known) return known;
    const base = this.of(valueOf(element, 'w:basedOn'), depth + 1);
    const numbered = numberingIn(childOf(element, 'w:pPr'));
    const style: Style = {
      ...over(lookOf(childOf(element, 'w:rPr')), base),
      numId: numbered.numId ?? base.numId,
      level: numbered.level ?? base.level,
      bordered: base.bordered || isBordered(childOf(childOf(element, 'w:tblPr'), 'w:tblBorders')),
    };
    this.known.set(id, style);
    return style;
  }
}

/** The first look, and where it says nothing the second. */
export const over = (look: Look, under: Look): Look => ({
  font: look.font ?? under.font,
  capitals: look.capitals ?? under.capitals,
  hidden: look.hidden ?? under.hidden,
});

/** What the properties of a run say of its looks. */
export function lookOf(properties: Element | undefined): Look {
  const fonts = childOf(properties, 'w:rFonts')?.attributes;
  return {
    font: fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'],
    capitals: switchIn(properties, 'w:caps'),
    hidden: switchIn(properties, 'w:vanish'),
  };
}

function switchIn(properties: Element | undefined, name: string): boolean | undefined {
  const element = childOf(properties, name);
  return element && !/^(?:0|false|off|none)$/.test(element.attributes['w:val'] ?? '');
}

/** To which list, and on which level, the properties of a paragraph say it belongs. */
export function numberingIn(properties: Element | undefined): { numId: string | undefined; level: number | undefined } {
  const numbering = childOf(properties, 'w:numPr');
  const level = valueOf(numbering, 'w:ilvl');
  return { numId: valueOf(numbering, 'w:numId'), level: level === undefined ? undefined : Number(level) };
}

/** Whether any line of these borders is drawn. */
export const isBordered = (borders: Element | undefined): boolean =>
  childrenOf(borders).some(({ attributes }) => !/^(?:none|nil)$/.test(attributes['w:val'] ?? 'none'));
