import { vi as refusals, type RefusalWords } from './refusals/words.vi.js';

const STEP = (step: number): string => (step === 0 ? '' : `Nội dung ${step}: `);

/** Words of reorganisations. Vietnamese is the source. */
export const vi = {
  refusals: refusals as RefusalWords,
  refusedBecause: (r: { count: number; step: number; reason: string; remedy: string }) =>
    `Phương án chưa thực hiện được${r.count > 1 ? `, còn ${r.count} vướng mắc` : ''}. ${STEP(r.step)}${r.reason} ${r.remedy}`,
  states: {
    drafted: 'Đang lập',
    submitted: 'Chờ phê duyệt',
    approved: 'Đã phê duyệt',
    running: 'Đang thực hiện',
    done: 'Đã hoàn thành',
    cancelled: 'Đã hủy',
  },
  kinds: {
    establish: 'Thành lập',
    merge: 'Sáp nhập',
    split: 'Chia tách',
    abolish: 'Giải thể',
    rename: 'Đổi tên',
    move: 'Chuyển cấp trên',
    raise: 'Nâng cấp, đổi loại',
    'hand-over': 'Bàn giao chức năng',
    succeed: 'Theo bảng chuyển đổi',
  },
  notice: {
    subject: (count: string) => `Tiếp quản ${count} nhiệm vụ sau sắp xếp đơn vị`,
    text: (count: string, title: string) =>
      `Theo phương án “${title}”, cơ quan tiếp quản ${count} nhiệm vụ đang thực hiện của các đơn vị đã được sắp xếp.`,
    what: 'Mỗi nhiệm vụ cần được tiếp nhận lại; phần việc đơn vị cũ đã hoàn thành được giữ nguyên và xem được trong từng nhiệm vụ.',
    effectiveOn: 'Hiệu lực từ',
    legalBasis: 'Căn cứ',
    open: 'Mở danh sách nhiệm vụ',
  },
};
export type ReorganisationWords = typeof vi;
