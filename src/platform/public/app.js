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
// a field that has the focus or the pointer lights its place in the paper; a place leads back to its field
const marks = [...document.querySelectorAll('[data-paper] [data-fields]')];
if (marks.length > 0) {
  const light = (place, scroll) => {
    const lit = marks.filter((mark) => {
      const on = place !== null && mark.dataset.fields.split(' ').includes(place);
      mark.classList.toggle('lit', on);
      return on;
    });
    const pane = document.querySelector('[data-paper]');
    if (scroll && lit[0]) pane.scrollTop = lit[0].offsetTop - pane.offsetTop - pane.clientHeight / 3;
  };
  const placeOf = (element) => element.closest('[data-place]')?.dataset.place ?? null;
  document.addEventListener('focusin', (event) => light(placeOf(event.target), true));
  document.addEventListener('mouseover', (event) => {
    const place = placeOf(event.target);
    if (place !== null) light(place, true);
  });
  document.addEventListener('click', (event) => {
    const mark = event.target.closest('[data-paper] [data-fields]');
    if (!mark) return;
    // the narrowest value that stands here
    const place = mark.dataset.fields.split(' ').at(-1);
    document.querySelector(`[data-place="${place}"] :is(input, textarea, select)`)?.focus();
  });
}
// a suggestion goes straight into its field; without this file the server fills it in
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-accept]');
  const field = button && document.getElementById(button.dataset.into);
  if (!field || !('value' in field)) return;
  event.preventDefault();
  field.value = button.dataset.accept;
  button.closest('li').classList.add('settled');
  button.remove();
  field.focus();
});
// files may be dropped anywhere on a form that takes files
for (const input of document.querySelectorAll('input[type="file"]')) {
  input.form.addEventListener('dragover', (event) => {
    event.preventDefault();
    input.form.classList.add('drop');
  });
  input.form.addEventListener('dragleave', () => input.form.classList.remove('drop'));
  input.form.addEventListener('drop', (event) => {
    event.preventDefault();
    input.form.classList.remove('drop');
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
}
