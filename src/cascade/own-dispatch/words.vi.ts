/** Words of passing a paper on with a dispatch of one's own. Vietnamese is the source. */
export const vi = {
  duty: {
    title: 'Ban hành văn bản triển khai',
    text: 'Thay vì chuyển nguyên văn, đơn vị ban hành văn bản riêng, có số, người ký và nhiệm vụ riêng. Đơn vị đang chờ mà nhận văn bản này thì không chờ bản nguyên văn nữa.',
    begin: 'Nạp văn bản triển khai',
    byHand: 'Soạn trực tiếp',
    drafts: 'Dự thảo đang làm',
    choose: 'Dùng dự thảo đã có',
    draft: 'Dự thảo của đơn vị',
    use: 'Dùng dự thảo này',
  },
  draft: {
    title: 'Triển khai văn bản cấp trên',
    from: 'Văn bản cấp trên',
    tasks: 'Đối chiếu nhiệm vụ',
    tasksText:
      'Mỗi nhiệm vụ của văn bản này thực hiện nhiệm vụ nào của văn bản cấp trên? Hệ thống gợi ý theo nội dung và thứ tự; hãy kiểm tra từng dòng. Nhiệm vụ cấp trên không được chọn thì đơn vị tự thực hiện.',
    noTasks: 'Văn bản này không chia thành nhiệm vụ nên không đối chiếu.',
    noTasksAbove: 'Văn bản cấp trên không chia thành nhiệm vụ nên không đối chiếu.',
    task: (label: string) => `Nhiệm vụ ${label}`,
    none: 'Không thực hiện nhiệm vụ nào của văn bản cấp trên',
    option: (label: string, text: string) => `Nhiệm vụ ${label}: ${text}`,
    carries: (label: string) => `Thực hiện nhiệm vụ ${label} của văn bản cấp trên`,
    gone: (n: string) => `Gắn với nhiệm vụ số ${n}, nay văn bản cấp trên không còn nhiệm vụ này`,
    reach: 'Đơn vị đang chờ văn bản cấp trên',
    gets: (n: string) => `${n} đơn vị nhận văn bản triển khai này.`,
    released: (n: string) => `${n} đơn vị đang chờ sẽ nhận văn bản này thay cho bản nguyên văn.`,
    left: (n: string) => `${n} đơn vị vẫn chờ: hãy chuyển nguyên văn, hoặc ban hành văn bản khác cho các đơn vị này.`,
    noneLeft: 'Không còn đơn vị nào phải chờ.',
    more: (n: string) => `và ${n} đơn vị khác`,
    outside: 'Chưa ban hành được',
    apart: 'Tách khỏi văn bản cấp trên',
  },
  hindrance: {
    askedBack:
      'Văn bản cấp trên đang được thu hồi: hãy trả lời thu hồi trước. Trả lại thì tách dự thảo này ra hoặc bỏ đi.',
    ended:
      'Nhiệm vụ theo văn bản cấp trên đã kết thúc hoặc bị thu hồi: hãy tách dự thảo này ra, hoặc gắn với văn bản khác.',
    paused: 'Văn bản cấp trên đang tạm dừng: ban hành được khi cấp trên cho tiếp tục.',
    unacknowledged:
      'Văn bản cấp trên chưa được tiếp nhận, hoặc đã sửa đổi và phải tiếp nhận lại: hãy tiếp nhận rồi kiểm tra lại dự thảo.',
  },
  done: {
    placed: 'Đã gắn dự thảo với văn bản cấp trên. Hãy đối chiếu nhiệm vụ rồi ban hành.',
    apart: 'Đã tách dự thảo khỏi văn bản cấp trên.',
    issued: (n: string) => `Đã ban hành văn bản triển khai đến ${n} đơn vị.`,
    issuedFor: (n: string, released: string) =>
      `Đã ban hành văn bản triển khai đến ${n} đơn vị, trong đó ${released} đơn vị đang chờ văn bản cấp trên.`,
    issuedBefore: 'Văn bản triển khai đã được ban hành từ trước.',
  },
};
export type OwnDispatchWords = typeof vi;
