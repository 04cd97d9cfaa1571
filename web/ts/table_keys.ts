// Single keys in a work table: J and K go down and up, X ticks, Enter opens, / searches. They are listed at the foot and
// can be switched off there (WCAG 2.1.4), which this browser remembers.
const kStore = 'pintas';

export function keysInTable() {
  const help = document.querySelector<HTMLElement>('[data-keys]');
  const table = document.querySelector('main table');
  if (!help || !table) return;
  help.hidden = false;
  const button = help.querySelector<HTMLButtonElement>('button')!;
  const labels = [button.textContent!, button.dataset.on!];
  let on = localStorage.getItem(kStore) !== 'mati';
  // A key that finds nothing to act on here is not offered.
  for (const span of help.querySelectorAll<HTMLElement>('[data-needs]'))
    if (!document.querySelector(span.dataset.needs!)) span.remove();
  const show = () => {
    button.textContent = labels[on ? 0 : 1]!;
    for (const span of help.querySelectorAll('span')) span.hidden = !on;
  };
  button.addEventListener('click', () => {
    on = !on;
    localStorage.setItem(kStore, on ? 'hidup' : 'mati');
    show();
  });
  show();
  const rows = () => [...table.querySelectorAll<HTMLTableRowElement>('tbody tr:not(.group)')];
  document.addEventListener('keydown', (event) => {
    if (on && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target)) act(event, rows());
  });
}

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest('textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])');
}

function act(event: KeyboardEvent, rows: HTMLTableRowElement[]) {
  const at = rows.findIndex((row) => row.classList.contains('cursor'));
  const row = rows[at];
  switch (event.key.toLowerCase()) {
    case 'j': return move(rows, Math.min(at + 1, rows.length - 1));
    case 'k': return move(rows, Math.max(at - 1, 0));
    case 'x': return row?.querySelector<HTMLInputElement>('.c input')?.click();
    case '/': {
      const search = document.querySelector<HTMLInputElement>('input[type=search]');
      if (!search) return;
      event.preventDefault();
      return search.focus();
    }
  }
}

// The cursor is where the focus is, so that Enter opens and a screen reader says it.
function move(rows: HTMLTableRowElement[], to: number) {
  for (const row of rows) row.classList.remove('cursor');
  const row = rows[to];
  if (!row) return;
  row.classList.add('cursor');
  (row.querySelector<HTMLElement>('th a, td a') ?? row.querySelector<HTMLElement>('input'))?.focus();
}
