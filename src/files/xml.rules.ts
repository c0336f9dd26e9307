import { XML_DEPTH_AT_MOST, XML_TOKENS_AT_MOST } from './limits.rules.js';
import { Refusal } from './refusal.rules.js';

/** An element of an XML part. Names keep their prefixes: Office always writes the same ones. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (Element | string)[];
}

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!([A-Z]+)|<(\/?)([^\s<>/="']+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads XML as Office writes it. No document types and no entities of its own, so that nothing unfolds;
 * no recursion, so that depth is a limit and not a crash.
 * @throws Refusal `broken`; `bomb` for document types, and for what is too deep or too much
 */
export function parseXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open: Element[] = [root];
  let tokens = 0;
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    end += token[0].length;
    if (++tokens > XML_TOKENS_AT_MOST) throw new Refusal('bomb');
    const [, data, declaration, closing, name, attributes, empty, words] = token;
    const parent = open.at(-1)!;
    if (declaration !== undefined) throw new Refusal('bomb');
    if (data !== undefined) parent.children.push(data);
    else if (words !== undefined) parent.children.push(unescaped(words));
    else if (name !== undefined && closing === '/') {
      if (open.length === 1 || parent.name !== name) throw new Refusal('broken');
      open.pop();
    } else if (name !== undefined) {
      const element: Element = { name, attributes: attributesOf(attributes ?? ''), children: [] };
      parent.children.push(element);
      if (empty === '') open.push(element);
      if (open.length > XML_DEPTH_AT_MOST) throw new Refusal('bomb');
    }
  }
  const first = root.children.find((child) => typeof child !== 'string');
  if (end !== text.length || open.length !== 1 || first === undefined) throw new Refusal('broken');
  return first;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE))
    if (name !== '__proto__') attributes[name!] = unescaped(double ?? single ?? '');
  return attributes;
}

const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(ENTITY, (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
        if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
      })
    : text;

/** The elements directly within, of this name where one is given. */
export const childrenOf = (element: Element | undefined, name?: string): Element[] =>
  (element?.children ?? []).filter(
    (child): child is Element => typeof child !== 'string' && (name === undefined || child.name === name),
  );

export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((child): child is Element => typeof child !== 'string' && child.name === name);

/** The attribute `w:val` of a child, as Word keeps most of its properties. */
export const valueOf = (element: Element | undefined, name: string): string | undefined =>
  childOf(element, name)?.attributes['w:val'];

/** All text within, whatever the elements. */
export function textWithin(element: Element): string {
  let text = '';
  const rest: (Element | string)[] = [element];
  while (rest.length > 0) {
    const next = rest.pop()!;
    if (typeof next === 'string') text += next;
    else rest.push(...next.children.toReversed());
  }
  return text;
}
