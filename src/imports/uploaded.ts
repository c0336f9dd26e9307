/** A file of a form as its parser gives it. */
export interface Uploaded {
  buffer: Buffer;
  originalname: string;
}

/** Its name: browsers send it in UTF-8, and the parser of forms takes it for Latin-1. */
export function nameOfUpload({ originalname }: Pick<Uploaded, 'originalname'>): string {
  const name = Buffer.from(originalname, 'latin1').toString('utf8');
  return (name.includes('\uFFFD') ? originalname : name).replaceAll('\0', '').normalize('NFC').slice(0, 300);
}
