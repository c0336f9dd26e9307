// Small conveniences; every page works without this file.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  if (form.method !== 'post') return;
  form.dataset.sent = 'yes';
  const button = event.submitter;
  if (button) {
    button.setAttribute('aria-busy', 'true');
    button.setAttribute('aria-disabled', 'true');
  }
});
// a page taken back from the browser's cache may be sent again
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const busy of document.querySelectorAll('[aria-busy]')) {
    busy.removeAttribute('aria-busy');
    busy.removeAttribute('aria-disabled');
  }
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-print]');
  if (button) window.print();
});
document.addEventListener('change', (event) => {
  const form = event.target.closest('form[data-send-on-change]');
  if (form) form.requestSubmit();
});
for (const printing of document.querySelectorAll('[data-print]')) printing.hidden = false;
document.querySelector('.error-summary')?.focus();
