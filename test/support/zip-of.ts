import { ZipFile } from 'yazl';

/** A .zip of these files; a name may be given in its bytes, for what old programs write. */
export function zipOf(files: Readonly<Record<string, Uint8Array | string>>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on('error', reject);
  });
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The smallest .docx around a body (and around other parts). */
export const docxOf = (body: string, parts: Readonly<Record<string, string>> = {}): Promise<Uint8Array> =>
  zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    ...parts,
  });

/** A mail with attachments, as mail programs write it. */
export function mailOf(mail: {
  text: string;
  subject?: string;
  attached: Readonly<Record<string, Uint8Array>>;
}): Uint8Array {
  const part = (type: string, content: Uint8Array, name?: string): string =>
    [
      '--b',
      `Content-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      ...(name === undefined ? [] : [`Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`]),
      '',
      Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n');
  const lines = [
    'From: Van thu <vanthu@example.vn>',
    'To: phong@example.vn',
    `Subject: =?utf-8?B?${Buffer.from(mail.subject ?? 'Gửi văn bản').toString('base64')}?=`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    part('text/plain; charset=utf-8', Buffer.from(mail.text)),
    ...Object.entries(mail.attached).map(([name, bytes]) => part('application/octet-stream', bytes, name)),
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
