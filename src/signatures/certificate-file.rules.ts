/** A root certificate takes 1 to 3 KB, a bundle of all public ones of a country a few dozen. */
export const CERTIFICATE_FILE_BYTES = 200 * 1024;
const CERTIFICATES_AT_MOST = 20;
const PEM = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]{1,20000})-----END/g;

/** The certificates of a file as DER: each of a PEM text, or the file itself. */
export function certificatesIn(file: Uint8Array): Uint8Array[] {
  const text = Buffer.from(file).toString('latin1');
  const found = [...text.matchAll(PEM)]
    .slice(0, CERTIFICATES_AT_MOST + 1)
    .map(([, base64]) => Buffer.from(base64!, 'base64'));
  return found.length > 0 ? found.slice(0, CERTIFICATES_AT_MOST) : [file];
}
