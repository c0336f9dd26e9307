/** A font whose Latin characters stand for Vietnamese letters. */
export interface LegacyFont {
  encoding: 'tcvn3' | 'vni';
  /** the font draws small letters as capitals */
  capitals: boolean;
}

/** The legacy encoding that a font of this name draws, or null; a subset's prefix ("ABCDEF+") does not matter. */
export function fontOf(name: string | undefined): LegacyFont | null {
  const plain = name?.replace(/^[A-Z]{6}\+/, '').trim() ?? '';
  if (/^\.Vn/i.test(plain)) {
    const family = plain.replace(/[,-].*$/, '').replace(/\s+(?:bold|italic).*$/i, '');
    return { encoding: 'tcvn3', capitals: family.endsWith('H') };
  }
  return /^VNI[- _]/i.test(plain) ? { encoding: 'vni', capitals: false } : null;
}
