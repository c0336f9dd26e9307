import type { Locale } from './caller.js';
import { Icon } from './components/icon.js';
import { page, type Frame } from './page.view.js';

export interface ErrorProps {
  status: number;
  code: string;
  /** What happened, in the reader's language. */
  detail: string;
  locale: Locale;
  /** The frame of the page that failed, where it was known. */
  frame?: Frame | undefined;
}

const TITLES: Record<number, { vi: string; en: string }> = {
  400: { vi: 'Thông tin gửi lên chưa đúng', en: 'What was sent is not right' },
  401: { vi: 'Cần đăng nhập', en: 'Please sign in' },
  403: { vi: 'Không có quyền xem hoặc làm việc này', en: 'Not permitted' },
  404: { vi: 'Không tìm thấy trang', en: 'Page not found' },
  409: { vi: 'Lúc này chưa làm được việc này', en: 'Not possible now' },
  413: { vi: 'Tệp quá lớn', en: 'Too large' },
  422: { vi: 'Hệ thống không nhận nội dung này', en: 'This was refused' },
  429: { vi: 'Quá nhiều yêu cầu cùng lúc', en: 'Too many requests' },
  503: { vi: 'Tạm thời không phục vụ được', en: 'Not available at the moment' },
};
const UNEXPECTED = { vi: 'Có lỗi ngoài dự kiến', en: 'Something went wrong' };

const WHAT_TO_DO: Record<number, { vi: string; en: string }> = {
  400: { vi: 'Quay lại, sửa rồi gửi lại. Chưa có gì được ghi.', en: 'Go back, correct it and send it again. Nothing was recorded.' },
  401: { vi: 'Đăng nhập rồi mở lại trang này.', en: 'Sign in, then open this page again.' },
  403: { vi: 'Nếu đây là việc của đơn vị, hãy đăng nhập bằng tài khoản của đơn vị được giao.', en: "If this is your unit's work, sign in with that unit's account." },
  404: { vi: 'Kiểm tra lại địa chỉ, hoặc tìm từ trang chính.', en: 'Check the address, or start from the first page.' },
  409: { vi: 'Có thể người khác vừa làm việc này. Quay lại trang trước và tải lại để xem tình trạng mới.', en: 'Somebody may have done it just now. Go back and reload to see the present state.' },
  413: { vi: 'Hãy dán phần văn bản cần thiết thay vì cả tệp.', en: 'Paste the text that is needed instead of the whole file.' },
  422: { vi: 'Văn bản có dấu mật không được đưa vào hệ thống này; hãy xử lý theo quy định về bí mật nhà nước.', en: 'Papers marked secret must not enter this system; handle them as the law on state secrets says.' },
  429: { vi: 'Chờ một phút rồi thử lại.', en: 'Wait a minute and try again.' },
  503: { vi: 'Chưa có gì bị mất; nếu vẫn lỗi, báo người vận hành.', en: 'Nothing is lost; if it goes on, tell the operator.' },
}; // prettier-ignore
const REPORT_IT = {
  vi: 'Thử lại sau ít phút; nếu vẫn lỗi, báo người vận hành.',
  en: 'Try again in a few minutes; if it goes on, tell the operator.',
};
const HOME = { vi: 'Về trang chính', en: 'To the first page' };
const SIGN_IN = { vi: 'Đăng nhập', en: 'Sign in' };

/** The way on: to the first page, or to sign in and come back. The first page of the demonstration lets anybody in. */
function wayOn({ status, locale, frame }: ErrorProps): { href: string; text: string } {
  if (status !== 401 || frame === undefined || frame.demo) return { href: '/', text: HOME[locale] };
  return { href: `/sign-in?back=${encodeURIComponent(frame.path)}`, text: SIGN_IN[locale] };
}

const BARE: Omit<Frame, 'locale'> = { path: '/', now: '1970-01-01T00:00:00Z', demo: false, caller: null };

/** Any failure as a page: what happened, what to do, the way back. */
export function errorPage(props: ErrorProps): string {
  const { status, code, detail, locale, frame } = props;
  const way = wayOn(props);
  const title = (TITLES[status] ?? UNEXPECTED)[locale];
  const content = (
    <div class="failure">
      <Icon name="warning" />
      <p class="failure-status">{status}</p>
      <h1 safe>{title}</h1>
      <p class="lead" safe>
        {detail}
      </p>
      <p safe>
        {(code === 'secret-document' || status !== 422 ? (WHAT_TO_DO[status] ?? REPORT_IT) : WHAT_TO_DO[400]!)[locale]}
      </p>
      <p>
        <a class="button button-primary" href={way.href}>
          <Icon name="arrow" /> <span safe>{way.text}</span>
        </a>
      </p>
    </div>
  );
  return page({ title, frame: frame ?? { ...BARE, locale }, content, width: 'narrow' });
}
