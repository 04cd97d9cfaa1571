// A form is sent once, however often its button is pressed on a slow line. The server tells doubles apart by the form's
// key anyway; this spares the line.

export function sendOnce() {
  const sent = new WeakSet<HTMLFormElement>();
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== 'post') return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
  });
  // Back to the page as the browser kept it: the form may be sent again.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
