/** Words by which the name of a body goes on or ends, each tried at one place of a text. */

/** lower-case words that may follow a level of government and still belong to the name */
export const AFTER_LEVEL =
  /(?:khóa|các|có liên quan|có tên|liên quan|trực thuộc|thuộc|trên địa bàn|đóng trên địa bàn|nêu trên|nói trên|ngoài công lập|(?<=quốc gia )về(?= phòng| pctt| chuyển đổi| chống| ứng phó| xây dựng| cải cách)|nhân dân|nơi|khác|nêu trên|trọng điểm|biên giới|và|ủy|mới|miền núi|vùng|ven|mẫu|số|ngoài công lập)(?![\p{L}])/uy;
/** says which of the bodies are meant */
export const WHERE =
  /(?:trên địa bàn|đóng trên địa bàn|trong (?:toàn )?(?:tỉnh|huyện|thành phố|xã|phường)|nêu trên|nói trên|ngoài công lập|đồng bằng|duyên hải|trung du|có tên (?:tại|trong|ở) (?:điều \d+|danh sách)|có liên quan|liên quan|trực thuộc|thuộc)(?![\p{L}])/uy;
/** "các tỉnh ven biển từ Quảng Ninh đến Quảng Bình" */
export const BETWEEN_PLACES = /từ(?:\s\p{Lu}[\p{L}]*){1,4}\s(?:đến|tới)(?:\s\p{Lu}[\p{L}]*){1,4}/uy;
/** "Giám đốc (Thủ trưởng) các sở": the other office the same goes for */
export const OR_ELSE = /\((?!(?:thông )?qua\s)[^(),;]{2,30}\)\s(?=các(?! loại)(?![\p{L}]))/uy;
/** kinds of bodies, people or places that go on in a row under one opening word */
export const KINDS =
  /(?:các |những )?(?:ban|ngành|đoàn thể|đơn vị|cơ quan|địa phương|vụ|viện|cục|sở|phòng|chi cục|trung tâm|doanh nghiệp|tổ chức|hội|hội quần chúng|công ty|trường|đài|báo(?! cáo)|công chức|viên chức|người lao động|đảng viên|hội viên|đoàn viên|chiến sĩ|huyện ủy|thành ủy|thị ủy|quận ủy|đảng ủy|tỉnh đoàn|thành đoàn|huyện đoàn|thị đoàn|quận đoàn|đoàn trực thuộc|chi bộ|đảng bộ|cấp ủy|đại biểu|tổ đại biểu|tổ chức chính trị|cá nhân|hộ|nhóm|thôn|bản|ấp|khóm|khối phố|tổ dân phố|làng|buôn|cán bộ|lực lượng|hợp tác xã|thành viên|học sinh|giáo viên|nhân viên|sinh viên|mầm non|tiểu học|thcs|thpt|ptdtbt|nhà trường|phường|xã|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu|khu phố|cơ sở|nhân dân)(?![\p{L}])/uy;
/** "của Thủ tướng Chính phủ Phê duyệt Đề án ...": the title of the paper, set with a capital behind its issuer */
export const TITLE =
  /(?:V\s?\/\s?v|Về|Phê duyệt|Ban hành|Quy định|Sửa đổi|Bổ sung|Công bố|Triển khai|Tăng cường|Thực hiện|Đẩy mạnh|Hướng dẫn)(?![\p{L}])/uy;

/** "tổ chức" where it is no verb */
export const ORGANISATION =
  /tổ chức(?=\s*,?\s*(?:và\s+)?(?:cá nhân|đoàn thể|chính trị|có liên quan|liên quan|kinh tế))/uy;
