/** A character and where it stands: its origin, its width and the size of its font, in the units of the page. */
export interface PlacedGlyph {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  upright: boolean;
}

type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const THOUSANDTH = 0.001;
const FORMS_AT_MOST = 50;
const GLYPHS_AT_MOST = 50_000;

const multiplied = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

interface State {
  matrix: Matrix;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
}

interface Glyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}

/** What is drawn on a page, by the names of the operators of PDF. */
export interface DrawnPage {
  names: readonly (string | undefined)[];
  arguments: readonly (readonly unknown[] | null)[];
}

/**
 * Every character of a page with its own place. A page is read so where programs drew a line in two fonts, one over the
 * gaps of the other, so that no stretch of it is a piece of its text.
 */
export function glyphsOf(page: DrawnPage): PlacedGlyph[] {
  const pen = new Pen();
  page.names.forEach((name, i) => {
    if (name !== undefined) pen.draw(name, page.arguments[i] ?? []);
  });
  return pen.glyphs;
}

class Pen {
  readonly glyphs: PlacedGlyph[] = [];
  private state: State = { matrix: IDENTITY, size: 0, characterSpacing: 0, wordSpacing: 0, scale: 1, leading: 0 };
  private readonly saved: State[] = [];
  private text: Matrix = IDENTITY;
  private line: Matrix = IDENTITY;

  draw(name: string, given: readonly unknown[]): void {
    const [first, second] = given;
    const [a, b] = [Number(first), Number(second)];
    switch (name) {
      case 'save':
        if (this.saved.length < FORMS_AT_MOST * 4) this.saved.push({ ...this.state });
        return;
      case 'restore':
      case 'paintFormXObjectEnd':
        this.state = this.saved.pop() ?? this.state;
        return;
      case 'transform':
        return this.transform(given);
      case 'paintFormXObjectBegin':
        this.saved.push({ ...this.state });
        return this.transform(first);
      case 'beginText':
        return this.place(IDENTITY);
      case 'setTextMatrix':
        return this.place(matrixOf(first) ?? IDENTITY);
      case 'setLeadingMoveText':
        this.state.leading = -b;
        return this.place(multiplied(this.line, [1, 0, 0, 1, a, b]));
      case 'moveText':
        return this.place(multiplied(this.line, [1, 0, 0, 1, a, b]));
      case 'nextLine':
        return this.place(multiplied(this.line, [1, 0, 0, 1, 0, -this.state.leading]));
      case 'showText':
        return this.show(first);
      case 'setFont':
        this.state.size = b;
        return;
      case 'setLeading':
        // pdf.js keeps it with its sign turned
        this.state.leading = Math.abs(a);
        return;
      case 'setCharSpacing':
        this.state.characterSpacing = a;
        return;
      case 'setWordSpacing':
        this.state.wordSpacing = a;
        return;
      case 'setHScale':
        this.state.scale = a / 100;
        return;
      default:
    }
  }

  private transform(given: unknown): void {
    const matrix = matrixOf(given);
    if (matrix) this.state.matrix = multiplied(this.state.matrix, matrix);
  }

  private place(matrix: Matrix): void {
    this.text = matrix;
    this.line = matrix;
  }

  private show(shown: unknown): void {
    const { size, scale, characterSpacing, wordSpacing } = this.state;
    for (const part of Array.isArray(shown) ? (shown as (Glyph | number | null)[]) : []) {
      if (part === null || this.glyphs.length > GLYPHS_AT_MOST) continue;
      if (typeof part === 'number') {
        this.advance(-part * THOUSANDTH * size * scale);
        continue;
      }
      const width = part.width * THOUSANDTH * size * scale;
      const [m0, m1, , , x, y] = multiplied(this.state.matrix, this.text);
      const stretch = Math.hypot(m0, m1);
      this.glyphs.push({
        text: part.unicode,
        x,
        y,
        width: width * stretch,
        size: Math.abs(size) * stretch,
        upright: Math.abs(m1) <= Math.abs(m0) / 10,
      });
      this.advance(width + (characterSpacing + (part.isSpace ? wordSpacing : 0)) * scale);
    }
  }

  private advance(by: number): void {
    this.text = multiplied(this.text, [1, 0, 0, 1, by, 0]);
  }
}

function matrixOf(given: unknown): Matrix | null {
  if (typeof given !== 'object' || given === null) return null;
  const values = Object.values(given).slice(0, 6).map(Number);
  return values.length === 6 && values.every(Number.isFinite) ? (values as unknown as Matrix) : null;
}
