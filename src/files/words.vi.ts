/** Words of the files that arrive. Vietnamese is the source. */
export const vi = {
  refusals: {
    empty: 'Tệp không có nội dung. Hãy kiểm tra rồi gửi lại.',
    binary: 'Tệp không phải văn bản mà hệ thống đọc được; hãy lưu thành .docx hoặc .txt rồi gửi lại.',
    'too-large': 'Văn bản quá lớn (chữ của một văn bản tối đa 300 KB, một tệp tối đa 20 MB). Hãy tách nhỏ rồi gửi lại.',
    'too-many': 'Tệp nén chứa quá nhiều tệp hoặc quá nhiều lớp. Hãy gửi từng phần, không nén lồng nhau.',
    bomb: 'Tệp bung ra quá lớn so với cỡ của nó nên không được mở. Hãy gửi từng tệp, không nén.',
    broken: 'Tệp bị hỏng, không mở được. Hãy mở bằng phần mềm đã tạo ra nó, lưu lại rồi gửi lại.',
    encrypted: 'Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.',
    scan: 'Tệp là bản quét (ảnh), không có chữ để đọc. Hãy gửi bản .docx hoặc PDF có chữ, hoặc nhập các trường bằng tay.',
    unsupported: 'Loại tệp này không đọc được. Hãy gửi .docx, .doc, .pdf, .xlsx, .xls, .txt, .eml hoặc .zip của chúng.',
    disguised: 'Nội dung tệp không đúng với đuôi tên của nó nên bị từ chối. Hãy kiểm tra nguồn gốc của tệp.',
    'timed-out': 'Đọc tệp quá lâu nên đã dừng. Hãy lưu thành .docx hoặc .txt rồi gửi lại.',
    secret:
      'Văn bản mang dấu độ mật nên bị từ chối, không nội dung nào được lưu. Hãy xử lý theo quy định về bảo vệ bí mật nhà nước.',
  },
  encodings: {
    'utf-8': 'Unicode (UTF-8)',
    'utf-16le': 'Unicode (UTF-16)',
    'utf-16be': 'Unicode (UTF-16, byte cao trước)',
    tcvn3: 'TCVN3 (ABC)',
    vni: 'VNI Windows',
    'windows-1258': 'Windows-1258',
    viscii: 'VISCII',
    viqr: 'VIQR',
    'misread-1252': 'UTF-8 bị lưu nhầm (Windows-1252)',
    'misread-1258': 'UTF-8 bị lưu nhầm (Windows-1258)',
    'windows-1252': 'Windows-1252 (Tây Âu)',
  },
};
export type FileWords = typeof vi;
