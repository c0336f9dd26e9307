/** One paper among several of a mail. */
export interface LetterItem {
  title: string;
  lines: readonly string[];
  /** What to do, and where. */
  link: { text: string; href: string } | null;
}

/** Papers of a mail that ask for the same. */
export interface LetterSection {
  title: string;
  /** Stands out: these come before all else. */
  urgent?: boolean;
  items: readonly LetterItem[];
}

const itemText = ({ title, lines, link }: LetterItem, n: number): string =>
  [`${n}. ${title}`, ...lines.map((line) => `   ${line}`), ...(link ? [`   ${link.text}: ${link.href}`] : [])].join(
    '\n',
  );

/** The sections as plain text; their papers are counted through, so that one can be named on the telephone. */
export function sectionsText(sections: readonly LetterSection[]): string[] {
  let n = 0;
  return sections.map(({ title, items }) =>
    [title.toUpperCase(), ...items.map((item) => itemText(item, ++n))].join('\n\n'),
  );
}

const HEADING = 'margin:28px 0 8px;padding-bottom:4px;border-bottom:2px solid #d3dce3;font-size:17px;color:#0f4c75';
const URGENT = 'margin:28px 0 8px;padding-bottom:4px;border-bottom:2px solid #a4161a;font-size:17px;color:#a4161a';
const LINE = 'margin:2px 0;color:#51606d;font-size:14px';

const Item = ({ item: { title, lines, link }, n }: { item: LetterItem; n: number }): JSX.Element => (
  <div style="margin:0 0 18px">
    <p style="margin:0 0 2px;font-weight:bold" safe>
      {`${n}. ${title}`}
    </p>
    {lines.map((line) => (
      <p style={LINE} safe>
        {line}
      </p>
    ))}
    {link ? (
      <p style="margin:6px 0 0">
        <a href={link.href} style="color:#0f4c75;font-weight:bold" safe>
          {link.text}
        </a>
      </p>
    ) : null}
  </div>
);

/** The sections as HTML of a mail. */
export function Sections({ sections }: { sections: readonly LetterSection[] }): JSX.Element {
  let n = 0;
  return (
    <>
      {sections.map(({ title, urgent, items }) => (
        <>
          <h2 style={urgent ? URGENT : HEADING} safe>
            {title}
          </h2>
          {items.map((item) => (
            <Item item={item} n={++n} />
          ))}
        </>
      ))}
    </>
  );
}
