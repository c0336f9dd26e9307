import type { Locale } from '../caller.js';
import { Sections, sectionsText, type LetterSection } from './letter-sections.js';
import { frameWords } from './words.js';

/** What stands for a link where there is only a telephone, and the page on which it is typed. */
export interface LetterCode {
  code: string;
  page: string;
}

/** The parts of a mail; the same for its plain text and its HTML. */
export interface Letter {
  locale: Locale;
  subject: string;
  /** The unit written to. */
  to: string;
  paragraphs: readonly string[];
  /** Names and values, e.g. deadlines. */
  facts: readonly (readonly [string, string])[];
  list?: { title: string; lines: readonly string[] } | null;
  /** Papers, where the mail is about several. */
  sections?: readonly LetterSection[];
  /** What to do, and where. */
  link: { text: string; href: string; note: string | null; code?: LetterCode | null } | null;
  /** The address at which an answer "Đã nhận" counts; without it nobody reads answers. */
  replyTo?: string | null;
}

/** A mail as it is sent. */
export interface Composed {
  subject: string;
  text: string;
  html: string;
  headers?: Readonly<Record<string, string>>;
}

const WORDS = {
  vi: {
    to: 'Kính gửi',
    foot: 'Thư tự động của hệ thống Thông Suốt; xin không trả lời thư này.',
    answerable:
      'Thư của hệ thống Thông Suốt. Trả lời thư này với nội dung “Đã nhận” cũng là tiếp nhận văn bản; tệp gửi kèm được ghi thành dự thảo báo cáo của đơn vị.',
  },
  en: {
    to: 'To',
    foot: 'Sent automatically by Thông Suốt; please do not reply.',
    answerable:
      'Sent by Thông Suốt. An answer that says “Received” acknowledges the paper as well; a file sent with it becomes a draft report of your office.',
  },
};

const footOf = ({ locale, replyTo }: Letter): string => WORDS[locale][replyTo ? 'answerable' : 'foot'];

const codeLine = ({ code, page }: LetterCode, locale: Locale): string =>
  ({
    vi: `Mã xác nhận qua điện thoại: ${code} (nhập tại ${page}, hoặc đọc cho văn thư cơ quan gửi).`,
    en: `Code for the telephone: ${code} (type it at ${page}, or say it to a clerk of the sender).`,
  })[locale];

function textOf(letter: Letter): string {
  const words = WORDS[letter.locale];
  const blocks = [
    `${words.to}: ${letter.to}`,
    ...letter.paragraphs,
    letter.facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
    letter.list ? [`${letter.list.title}:`, ...letter.list.lines.map((line) => `  ${line}`)].join('\n') : '',
    ...sectionsText(letter.sections ?? []),
    letter.link ? `${letter.link.text}:\n${letter.link.href}` : '',
    letter.link?.note ?? '',
    letter.link?.code ? codeLine(letter.link.code, letter.locale) : '',
    `-- \n${footOf(letter)}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

const BODY = 'margin:0;background:#f4f6f8;font:16px/1.5 "Segoe UI",Roboto,Arial,sans-serif;color:#17232e';
const CARD = 'max-width:600px;margin:0 auto;background:#fff;border:1px solid #d3dce3;border-top:5px solid #0f4c75';
const BUTTON =
  'display:inline-block;padding:14px 28px;background:#0f4c75;color:#fff;font-size:18px;font-weight:bold;text-decoration:none;border-radius:6px';
const SMALL = 'color:#51606d;font-size:14px';

function Action({ link, locale }: { link: NonNullable<Letter['link']>; locale: Locale }): JSX.Element {
  return (
    <>
      <p style="margin:24px 0 12px">
        <a href={link.href} style={BUTTON} safe>
          {link.text}
        </a>
      </p>
      {link.note ? (
        <p style={SMALL} safe>
          {link.note}
        </p>
      ) : null}
      <p style={`${SMALL};word-break:break-all`} safe>
        {link.href}
      </p>
      {link.code ? (
        <p style={SMALL} safe>
          {codeLine(link.code, locale)}
        </p>
      ) : null}
    </>
  );
}

function Sheet({ letter }: { letter: Letter }): JSX.Element {
  const words = WORDS[letter.locale];
  return (
    <html lang={letter.locale}>
      <head>
        <meta charset="utf-8" />
        <title safe>{letter.subject}</title>
      </head>
      <body style={BODY}>
        <div style={CARD}>
          <div style="padding:24px">
            <p style="margin:0 0 16px;color:#0f4c75;font-weight:bold" safe>
              {frameWords(letter.locale).product}
            </p>
            <p safe>{`${words.to}: ${letter.to}`}</p>
            {letter.paragraphs.map((paragraph) => (
              <p safe>{paragraph}</p>
            ))}
            <table role="presentation" cellpadding="0" cellspacing="0">
              {letter.facts.map(([name, value]) => (
                <tr>
                  <td style="padding:2px 16px 2px 0;color:#51606d;vertical-align:top" safe>
                    {name}
                  </td>
                  <td style="padding:2px 0;font-weight:bold" safe>
                    {value}
                  </td>
                </tr>
              ))}
            </table>
            {letter.list ? (
              <>
                <p safe>{`${letter.list.title}:`}</p>
                <ul style="padding-left:20px">
                  {letter.list.lines.map((line) => (
                    <li safe>{line}</li>
                  ))}
                </ul>
              </>
            ) : null}
            <Sections sections={letter.sections ?? []} />
            {letter.link ? <Action link={letter.link} locale={letter.locale} /> : null}
          </div>
          <p style={`${SMALL};margin:0;padding:12px 24px;border-top:1px solid #d3dce3`} safe>
            {footOf(letter)}
          </p>
        </div>
      </body>
    </html>
  );
}

/** Writes a letter as plain text and as HTML. Line breaks cannot enter the subject. */
export function composed(letter: Letter): Composed {
  const html = <Sheet letter={letter} />;
  if (typeof html !== 'string') throw new TypeError('a letter is written at once; nothing in it may wait');
  return {
    subject: letter.subject.replace(/\s+/gu, ' ').trim(),
    text: textOf(letter),
    html: `<!doctype html>${html}`,
    ...(letter.replyTo ? { headers: { 'Reply-To': letter.replyTo } } : {}),
  };
}
