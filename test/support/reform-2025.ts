/**
 * Article 1 of Resolutions 1672 and 1680/NQ-UBTVQH15 of 16/6/2025, clause by clause: the new commune, and what it was made
 * of. `TT` is a township, `P` a ward, everything else a commune; the district stands behind a name that another one has
 * too. `½` goes in part only; where it is behind the name, the rest of the area is what the clause takes. Two names are
 * spelt as the lists spell them (Đồng ý, Đa Krông).
 */
export const LANG_SON_2025: readonly (readonly [string, string])[] = [
  ['Xã Thất Khê', 'Chi Lăng (Tràng Định), Chí Minh, TT Thất Khê'],
  ['Xã Đoàn Kết', 'Khánh Long, Cao Minh, Đoàn Kết'],
  ['Xã Tân Tiến', 'Tân Yên, Kim Đồng, Tân Tiến'],
  ['Xã Tràng Định', 'Đề Thám, Hùng Sơn, Hùng Việt'],
  ['Xã Quốc Khánh', 'Tri Phương, Đội Cấn, Quốc Khánh'],
  ['Xã Kháng Chiến', 'Trung Thành, Tân Minh, Kháng Chiến'],
  ['Xã Quốc Việt', 'Đào Viên, Quốc Việt'],
  ['Xã Bình Gia', 'Hoàng Văn Thụ (Bình Gia), Mông Ân, TT Bình Gia'],
  ['Xã Tân Văn', 'Hồng Thái (Bình Gia), Bình La, Tân Văn'],
  ['Xã Hồng Phong', 'Hồng Phong (Bình Gia), Minh Khai'],
  ['Xã Hoa Thám', 'Hưng Đạo, Hoa Thám'],
  ['Xã Quý Hòa', 'Vĩnh Yên, Quý Hòa'],
  ['Xã Thiện Hòa', 'Yên Lỗ, Thiện Hòa'],
  ['Xã Thiện Thuật', 'Quang Trung, Thiện Thuật'],
  ['Xã Thiện Long', 'Hòa Bình (Bình Gia), Tân Hòa, Thiện Long'],
  ['Xã Bắc Sơn', 'TT Bắc Sơn, Long Đống, Bắc Quỳnh'],
  ['Xã Hưng Vũ', 'Trấn Yên, Hưng Vũ'],
  ['Xã Vũ Lăng', 'Tân Lập, Tân Hương, Chiêu Vũ, Vũ Lăng'],
  ['Xã Nhất Hòa', 'Tân Thành (Bắc Sơn), Nhất Tiến, Nhất Hòa'],
  ['Xã Vũ Lễ', 'Chiến Thắng (Bắc Sơn), Vũ Sơn, Vũ Lễ'],
  ['Xã Tân Tri', 'Đồng ý, Vạn Thủy, Tân Tri'],
  ['Xã Văn Quan', 'Hòa Bình (Văn Quan), Tú Xuyên, TT Văn Quan'],
  ['Xã Điềm He', 'Trấn Ninh, Liên Hội, Điềm He'],
  ['Xã Yên Phúc', 'An Sơn, Bình Phúc, Yên Phúc'],
  ['Xã Tri Lễ', 'Lương Năng, Hữu Lễ, Tri Lễ'],
  ['Xã Tân Đoàn', 'Tân Thành (Cao Lộc), Tràng Phái, Tân Đoàn'],
  ['Xã Khánh Khê', 'Xuân Long, Bình Trung, Khánh Khê'],
  ['Xã Na Sầm', 'TT Na Sầm, Hoàng Việt, Bắc Hùng'],
  ['Xã Hoàng Văn Thụ', 'Hồng Thái (Văn Lãng), Hoàng Văn Thụ (Văn Lãng), Tân Mỹ, Nhạc Kỳ, Tân Thanh'],
  ['Xã Thụy Hùng', 'Thụy Hùng (Văn Lãng), Thanh Long, Trùng Khánh'],
  ['Xã Văn Lãng', 'Bắc Việt, Bắc La, Tân Tác, Thành Hòa'],
  ['Xã Hội Hoan', 'Gia Miễn, Hội Hoan'],
  ['Xã Lộc Bình', 'TT Lộc Bình, Khánh Xuân, Đồng Bục, Hữu Khánh'],
  ['Xã Mẫu Sơn', 'Mẫu Sơn (Lộc Bình), Yên Khoái, Tú Mịch'],
  ['Xã Na Dương', 'TT Na Dương, Đông Quan, Tú Đoạn'],
  ['Xã Lợi Bác', 'Sàn Viên, Lợi Bác'],
  ['Xã Thống Nhất', 'Minh Hiệp, Hữu Lân, Thống Nhất'],
  ['Xã Xuân Dương', 'Nam Quan, Ái Quốc, Xuân Dương'],
  ['Xã Khuất Xá', 'Tam Gia, Khuất Xá'],
  ['Xã Đình Lập', 'TT Đình Lập, Đình Lập, ½ Bính Xá'],
  ['Xã Thái Bình', 'TT Nông trường Thái Bình, Lâm Ca, Thái Bình'],
  ['Xã Châu Sơn', 'Bắc Lãng, Đồng Thắng, Cường Lợi, Châu Sơn, ½ Kiên Mộc'],
  ['Xã Kiên Mộc', 'Bắc Xa, Bính Xá ½, Kiên Mộc ½'],
  ['Xã Hữu Lũng', 'TT Hữu Lũng, Đồng Tân, Hồ Sơn'],
  ['Xã Tuấn Sơn', 'Minh Sơn, Minh Hòa, Hòa Thắng'],
  ['Xã Tân Thành', 'Tân Thành (Hữu Lũng), Hòa Lạc, Hòa Sơn'],
  ['Xã Vân Nham', 'Minh Tiến, Nhật Tiến, Vân Nham'],
  ['Xã Thiện Tân', 'Thanh Sơn, Đồng Tiến, Thiện Tân'],
  ['Xã Yên Bình', 'Hòa Bình (Hữu Lũng), Quyết Thắng, Yên Bình'],
  ['Xã Hữu Liên', 'Yên Thịnh, Hữu Liên'],
  ['Xã Cai Kinh', 'Yên Vượng, Yên Sơn, Cai Kinh'],
  ['Xã Chi Lăng', 'Chi Lăng (Chi Lăng), TT Chi Lăng, TT Đồng Mỏ'],
  ['Xã Quan Sơn', 'Hữu Kiên, Quan Sơn'],
  ['Xã Chiến Thắng', 'Chiến Thắng (Chi Lăng), Vân An, Liên Sơn, Vân Thủy'],
  ['Xã Nhân Lý', 'Mai Sao, Bắc Thủy, Lâm Sơn, Nhân Lý'],
  ['Xã Bằng Mạc', 'Gia Lộc, Bằng Hữu, Thượng Cường, Bằng Mạc'],
  ['Xã Vạn Linh', 'Hòa Bình (Chi Lăng), Y Tịch, Vạn Linh'],
  ['Xã Đồng Đăng', 'TT Đồng Đăng, Thụy Hùng (Cao Lộc), Phú Xá, Hồng Phong (Cao Lộc), Bảo Lâm'],
  ['Xã Cao Lộc', 'Lộc Yên, Thanh Lòa, Thạch Đạn'],
  ['Xã Công Sơn', 'Hòa Cư, Hải Yến, Công Sơn'],
  ['Xã Ba Sơn', 'Mẫu Sơn (Cao Lộc), Cao Lâu, Xuất Lễ'],
  ['Phường Tam Thanh', 'P Tam Thanh, Hoàng Đồng'],
  ['Phường Lương Văn Tri', 'P Chi Lăng, Quảng Lạc'],
  ['Phường Kỳ Lừa', 'P Hoàng Văn Thụ, TT Cao Lộc, Hợp Thành, Tân Liên, Gia Cát'],
  ['Phường Đông Kinh', 'P Vĩnh Trại, P Đông Kinh, Yên Trạch, Mai Pha'],
];

/** Clauses 36 to 68 and 74 to 76: what was Quảng Trị. */
export const QUANG_TRI_2025: readonly (readonly [string, string])[] = [
  ['Xã Vĩnh Linh', 'TT Hồ Xá, Vĩnh Long, Vĩnh Chấp'],
  ['Xã Cửa Tùng', 'TT Cửa Tùng, Vĩnh Giang, Hiền Thành, Kim Thạch'],
  ['Xã Vĩnh Hoàng', 'Vĩnh Thái, Trung Nam, Vĩnh Hòa, Vĩnh Tú'],
  ['Xã Vĩnh Thủy', 'Vĩnh Lâm, Vĩnh Sơn, Vĩnh Thủy'],
  ['Xã Bến Quan', 'TT Bến Quan, Vĩnh Ô, Vĩnh Hà, Vĩnh Khê'],
  ['Xã Cồn Tiên', 'Hải Thái, Linh Trường, Gio An, Gio Sơn'],
  ['Xã Cửa Việt', 'TT Cửa Việt, Gio Mai, Gio Hải'],
  ['Xã Gio Linh', 'TT Gio Linh, Gio Quang, Gio Mỹ, Phong Bình'],
  ['Xã Bến Hải', 'Trung Hải, Trung Giang, Trung Sơn'],
  ['Xã Cam Lộ', 'TT Cam Lộ, Cam Thành, Cam Chính, Cam Nghĩa'],
  ['Xã Hiếu Giang', 'Cam Thủy, Cam Hiếu, Cam Tuyền, Thanh An'],
  ['Xã La Lay', 'A Bung, A Ngo'],
  ['Xã Tà Rụt', 'A Vao, Húc Nghì, Tà Rụt'],
  ['Xã Đakrông', 'Ba Nang, Tà Long, Đa Krông'],
  ['Xã Ba Lòng', 'Triệu Nguyên, Ba Lòng'],
  ['Xã Hướng Hiệp', 'TT Krông Klang, Mò Ó, Hướng Hiệp'],
  ['Xã Hướng Lập', 'Hướng Việt, Hướng Lập'],
  ['Xã Hướng Phùng', 'Hướng Sơn, Hướng Linh, Hướng Phùng'],
  ['Xã Khe Sanh', 'TT Khe Sanh, Tân Hợp, Húc, Hướng Tân'],
  ['Xã Tân Lập', 'Tân Liên, Hướng Lộc, Tân Lập'],
  ['Xã Lao Bảo', 'Tân Thành, Tân Long, TT Lao Bảo'],
  ['Xã Lìa', 'Thanh, Thuận, Lìa'],
  ['Xã A Dơi', 'Ba Tầng, Xy, A Dơi'],
  ['Xã Triệu Phong', 'TT Ái Tử, Triệu Thành, Triệu Thượng'],
  ['Xã Ái Tử', 'Triệu Ái, Triệu Giang, Triệu Long'],
  ['Xã Triệu Bình', 'Triệu Độ, Triệu Thuận, Triệu Hòa, Triệu Đại'],
  ['Xã Triệu Cơ', 'Triệu Trung, Triệu Tài, Triệu Cơ'],
  ['Xã Nam Cửa Việt', 'Triệu Trạch, Triệu Phước, Triệu Tân'],
  ['Xã Diên Sanh', 'TT Diên Sanh, Hải Trường, Hải Định'],
  ['Xã Mỹ Thủy', 'Hải Dương, Hải An, Hải Khê'],
  ['Xã Hải Lăng', 'Hải Phú, Hải Lâm, Hải Thượng'],
  ['Xã Nam Hải Lăng', 'Hải Sơn, Hải Phong, Hải Chánh'],
  ['Xã Vĩnh Định', 'Hải Quy, Hải Hưng, Hải Bình'],
  ['Phường Đông Hà', 'P 1 (Đông Hà), P 3 (Đông Hà), P 4, P Đông Giang, P Đông Thanh'],
  ['Phường Nam Đông Hà', 'P 2 (Đông Hà), P 5, P Đông Lễ, P Đông Lương'],
  ['Phường Quảng Trị', 'P 1 (Quảng Trị), P 2 (Quảng Trị), P 3 (Quảng Trị), P An Đôn, Hải Lệ'],
];

/** One area that a clause takes: its name with its type, its district where it is told, and whether all of it. */
export interface Taken {
  into: string;
  name: string;
  district: string | null;
  whole: boolean;
}

/** The clauses, one row for each area that they take. */
export const areasTaken = (clauses: readonly (readonly [string, string])[]): Taken[] =>
  clauses.flatMap(([into, made]) =>
    made.split(', ').map((text) => {
      const [, type = '', name, district] = /^(?:½ )?(?:(TT|P) )?([^(½]+?)(?: \((.+)\))?(?: ½)?$/u.exec(text)!;
      const word = { TT: 'Thị trấn', P: 'Phường', '': 'Xã' }[type]!;
      return { into, name: `${word} ${name!}`, district: district ?? null, whole: !text.includes('½') };
    }),
  );
