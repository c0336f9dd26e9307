import type { Doc } from './pdf-ink.js';

export type Struct = ReturnType<Doc['struct']>;

/** A structure element that belongs to the document already. */
export function added(doc: Doc, parent: Struct, type: string, options: { alt?: string } = {}): Struct {
  const struct = doc.struct(type, options);
  parent.add(struct);
  return struct;
}

/** Draws as content of a structure element; a part that goes over a page has several. */
export function marked(doc: Doc, struct: Struct, draw: () => void): void {
  const content = doc.markStructureContent('Span');
  draw();
  doc.endMarkedContent();
  struct.add(content);
}
