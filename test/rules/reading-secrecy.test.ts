import { describe, expect, it } from '@jest/globals';
import { emptyDispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

interface Parts {
  above?: string;
  issuer?: string;
  number?: string;
  subject?: string;
  stamp?: string;
  to?: string;
  body?: string;
  signer?: string;
}

/** A letter; what is stamped stands between its subject and its addressees. */
const paper = (parts: Parts) => `${parts.above ?? ''}
UBND TỈNH KIÊN HẢI
${parts.issuer ?? 'SỞ XÂY DỰNG'}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

${parts.number ?? 'Số: 415/SXD-QLN'}
Kiên Hải, ngày 03 tháng 4 năm 2024
${parts.subject ?? 'V/v rà soát nhà ở cũ'}
${parts.stamp === undefined ? '' : `\n${parts.stamp}\n`}
Kính gửi: ${parts.to ?? 'Ủy ban nhân dân các huyện, thành phố.'}

${parts.body ?? 'Sở Xây dựng đề nghị thực hiện./.'}

Nơi nhận:
- Như trên;
- Lưu: VT, QLN.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

${parts.signer ?? 'Trần Văn Bình'}
`;
const read = (parts: Parts) => toDispatch(readDispatch(paper(parts)));

describe('a paper marked secret', () => {
  const STAMPS = [
    ['TUYỆT MẬT, HỎA TỐC', 'TUYỆT MẬT'],
    ['TUYỆT MẬT/HOẢ TỐC', 'TUYỆT MẬT'],
    ['HỎA TỐC - TỐI MẬT', 'TỐI MẬT'],
    ['MẬT - HỎA TỐC', 'MẬT'],
    ['MẬT-KHẨN', 'MẬT'],
    ['MẬT – THƯỢNG KHẨN', 'MẬT'],
    ['HỎA TỐC, MẬT', 'MẬT'],
    ['HỎA TỐC HẸN GIỜ; MẬT', 'MẬT'],
    ['MẬT KHẨN', 'MẬT'],
    ['ＭẬＴ', 'MẬT'],
    ['ＴỐＩ ＭẬＴ', 'TỐI MẬT'],
    ['𝐓𝐔𝐘Ệ𝐓 𝐌Ậ𝐓', 'TUYỆT MẬT'],
    ['KHẨN MẬT', 'MẬT'],
    ['M Ậ T   H Ỏ A T Ố C', 'MẬT'],
    ['MẬT Bản số: 02', 'MẬT'],
    ['MẬT (Bản số 02/10)', 'MẬT'],
    ['Bản số: 01 MẬT', 'MẬT'],
    ['Bản số: ...... MẬT', 'MẬT'],
    ['HỎA TỐC 2 MẬT', 'MẬT'],
    ['DẤU MẬT', 'MẬT'],
    ['DẤU TỐI MẬT', 'TỐI MẬT'],
    ['Độ mật: Mật; độ khẩn: Hỏa tốc', 'MẬT'],
    ['Mật - Khẩn', 'MẬT'],
    ['(MẬT)', 'MẬT'],
    ['MÂT', 'MẬT'],
    ['TỐI MÂT', 'TỐI MẬT'],
    ['TỐI MẶT', 'TỐI MẬT'],
    ['TUYỆT MÂT', 'TUYỆT MẬT'],
    ['TUYỆT MẶT, KHẨN', 'TUYỆT MẬT'],
    ['TÀI LIỆU TUYỆT MẬT', 'TUYỆT MẬT'],
    ['TÀI LIỆU MẬT', 'MẬT'],
    ['M Ậ T', 'MẬT'],
    ['M.Ậ.T', 'MẬT'],
    ['M-Ậ-T', 'MẬT'],
    ['M\u00a0Ậ\u00a0T', 'MẬT'],
    ['MẬT'.normalize('NFD'), 'MẬT'],
    ['T Ố I   M Ậ T', 'TỐI MẬT'],
    ['TUYỆT\nMẬT', 'TUYỆT MẬT'],
    ['T Ố I\n\nM Ậ T', 'TỐI MẬT'],
    ['Mật', 'MẬT'],
    ['Tối mật', 'TỐI MẬT'],
    ['Độ mật: Tối mật', 'TỐI MẬT'],
    ['Độ mật:     Tuyệt mật', 'TUYỆT MẬT'],
    ['DẤU ĐỘ MẬT: MẬT', 'MẬT'],
    ['[Dấu: MẬT]', 'MẬT'],
    ['(Đóng dấu TỐI MẬT)', 'TỐI MẬT'],
    ['<b>MẬT</b>', 'MẬT'],
    ['TUYET MAT', 'TUYỆT MẬT'],
    ['TOI MAT', 'TỐI MẬT'],
    ['MAT', 'MẬT'],
    ['MËT', 'MẬT'],
    ['TUYÖT MËT', 'TUYỆT MẬT'],
    ['TOÁI MAÄT', 'TỐI MẬT'],
    ['TUYỆT MẬT V/v bảo vệ bí mật nhà nước', 'TUYỆT MẬT'],
  ] as const;

  it.each(STAMPS)('%s is refused, under the subject', (stamp, secrecy) => {
    expect(read({ stamp })).toEqual(emptyDispatch(secrecy));
  });

  it.each(STAMPS)('%s is refused, above the letterhead', (above, secrecy) => {
    expect(read({ above })).toEqual(emptyDispatch(secrecy));
  });

  it.each([
    ['beside the number', { number: 'Số: 415/SXD-QLN MẬT' }],
    ['beside the State', { above: 'MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' }],
    ['beside the body, a single blank between', { issuer: 'SỞ XÂY DỰNG MẬT' }],
    ['before the body, a single blank between', { issuer: 'MẬT SỞ XÂY DỰNG' }],
    ['letters apart beside the body', { issuer: 'SỞ XÂY DỰNG M Ậ T' }],
    ['beside the motto', { issuer: 'SỞ XÂY DỰNG Độc lập - Tự do - Hạnh phúc MẬT' }],
    ['between number and place', { number: 'Số: 415/SXD-QLN MẬT Kiên Hải, ngày 03 tháng 4 năm 2024' }],
    ['before the subject', { subject: 'MẬT V/v rà soát nhà ở cũ' }],
    ['in brackets under the addressees', { body: '(Mật)\n\nSở Xây dựng đề nghị thực hiện./.' }],
    ['in a column of its own', { issuer: 'SỞ XÂY DỰNG | MẬT, KHẨN' }],
    ['under the addressees', { body: 'MẬT, HỎA TỐC\n\nSở Xây dựng đề nghị thực hiện./.' }],
    ['under a body whose name ends in BÍ', { issuer: 'ỦY BAN NHÂN DÂN THÀNH PHỐ UÔNG BÍ\nMẬT' }],
    ['under a subject that ends in bí', { subject: 'V/v trồng cây bầu, cây bí', stamp: 'MẬT' }],
    ['under a body whose name ends in BẢO', { issuer: 'ỦY BAN NHÂN DÂN HUYỆN VĨNH BẢO\nMẬT' }],
  ] satisfies [string, Parts][])('is refused with its mark %s', (_, parts) => {
    expect(read(parts)).toEqual(emptyDispatch('MẬT'));
  });
});

describe('an open paper is not refused', () => {
  it.each([
    ['about secrets', { subject: 'V/v bảo vệ bí mật nhà nước' }],
    ['about secrets, the word broken', { subject: 'V/v tăng cường công tác bảo vệ bí\nmật nhà nước, năm 2024' }],
    ['about secrets, the word broken before its last', { subject: 'V/v tăng cường bảo vệ bí\nmật' }],
    ['about confidentiality, the word broken', { subject: 'V/v tăng cường an toàn, bảo\nmật' }],
    ['about degrees of secrecy', { subject: 'V/v xác định độ mật, đóng dấu văn bản' }],
    ['about BẢO MẬT', { subject: 'V/v BẢO MẬT thông tin' }],
    ['about BẢO MẬT and hurry', { subject: 'V/v AN TOÀN, BẢO MẬT - KHẨN TRƯƠNG thực hiện' }],
    ['about BẢO MẬT alone', { subject: 'V/v BẢO MẬT' }],
    ['about BÍ MẬT', { subject: 'V/v BẢO VỆ BÍ MẬT NHÀ NƯỚC' }],
    ['about MẬT ĐỘ', { subject: 'V/v MẬT ĐỘ XÂY DỰNG, MẬT ĐỘ DÂN SỐ' }],
    ['about BÍ MẬT, the word broken', { subject: 'QUYẾT ĐỊNH\nVỀ VIỆC BẢO VỆ BÍ\nMẬT' }],
    ['about honey', { subject: 'V/v phát triển nghề nuôi ong, lấy mật ong' }],
    ['about the evening and the Front', { subject: 'V/v HỌP BUỔI TỐI MẶT TRẬN TỔ QUỐC' }],
    ['about the face of things', { subject: 'V/v GIẢI PHÓNG MẶT BẰNG' }],
    ['stamped KHẨN only', { stamp: 'KHẨN' }],
    ['stamped HỎA TỐC with its copy number', { stamp: 'HỎA TỐC, Bản số: 02' }],
    ['with an empty field for secrecy', { stamp: 'Độ mật: ........' }],
    ['with a field that says there is none', { stamp: 'Độ mật: Không; độ khẩn: Khẩn' }],
    ['from Ban Mật mã', { issuer: 'BAN MẬT MÃ' }],
    ['from a commune whose name ends in Mật', { issuer: 'ỦY BAN NHÂN DÂN XÃ YÊN MẬT' }],
    ['from a school of security', { issuer: 'TRƯỜNG AN NINH - CƠ MẬT' }],
    ['that lists secrets', { subject: 'QUYẾT ĐỊNH\nDANH MỤC BÍ MẬT NHÀ NƯỚC\nĐỘ TUYỆT MẬT, TỐI MẬT, MẬT' }],
    ['that says how to stamp', { body: '- Mật: đóng dấu "MẬT".\n- Tối mật: đóng dấu chữ "TỐI MẬT".' }],
    ['with secrecy in a table without walls', { body: 'TT\tTên\tĐộ mật\n1\tBản đồ\tMẬT\n2\tHồ sơ\tTỐI MẬT' }],
    ['about drugs, without marks', { subject: 'V/v phòng, chống MA TÚY, MAT TÚY' }],
    ['with an everyday degree', { above: 'Độ mật: Thường\nĐộ khẩn: Khẩn' }],
    ['from the Front', { issuer: 'ỦY BAN\nMẶT TRẬN TỔ QUỐC VIỆT NAM' }],
    ['from a school named after Mật', { issuer: 'TRƯỜNG THCS NGUYỄN VĂN MẬT' }],
    ['to Ban Mật mã', { to: 'Ban Mật mã; ông Lê Mật, bà Mật.' }],
    ['signed by Mật', { signer: 'Nguyễn Văn Mật' }],
    ['signed by MẬT', { signer: 'NGUYỄN THỊ MẬT' }],
    ['that speaks of TỐI MẬT', { body: 'Không soạn tài liệu có độ MẬT, TỐI MẬT trên máy nối mạng./.' }],
    ['that speaks of secrets', { body: '1. Giữ bí mật, khẩn trương thực hiện.\n2. Xác định độ mật.' }],
    ['with secrecy in a table of it', { body: '| Tên | Độ mật |\n|---|---|\n| Bản đồ | MẬT |' }],
  ] satisfies [string, Parts][])('%s', (_, parts) => {
    const dispatch = read(parts);
    expect(dispatch.secrecy).toBeNull();
    expect(dispatch.number).toBe(415);
  });
});
