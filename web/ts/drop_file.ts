// A file dropped anywhere on the page goes into its `data-drop` input, is named with its size, and is sent: by the
// form's own button, so that it goes the same way as one that was chosen. Where the form still asks for words (the
// caption of a photo), the focus goes there and sending stays with the person.

export function dropFile() {
  const input = document.querySelector<HTMLInputElement>('input[type=file][data-drop]');
  const told = input?.form?.querySelector<HTMLElement>('[data-invite]');
  if (!input || !told) return;
  told.textContent = told.dataset.invite!;
  input.addEventListener('change', () => (told.textContent = nameOf(input.files?.[0]) || told.dataset.invite!));

  // Without this a file that misses the field would replace the page.
  let depth = 0;
  const mark = (step: number) => {
    depth = step === 0 ? 0 : Math.max(0, depth + step);
    document.body.classList.toggle('dropping', depth > 0);
  };
  for (const [kind, step] of [['dragenter', 1], ['dragover', undefined], ['dragleave', -1], ['drop', 0]] as const) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (step !== undefined) mark(step);
      if (kind === 'drop') take(input, told, event.dataTransfer);
    });
  }
}

function take(input: HTMLInputElement, told: HTMLElement, dropped: DataTransfer) {
  const folder = [...dropped.items].some((item) => item.webkitGetAsEntry()?.isDirectory);
  if (folder || dropped.files.length !== 1) {
    told.textContent = told.dataset.one!;
    return input.focus();
  }
  input.files = dropped.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  const form = input.form!;
  const words = [...form.querySelectorAll<HTMLInputElement>('input[type=text], input:not([type])')];
  const open = words.find((field) => !field.value);
  if (open) return open.focus();
  form.requestSubmit(form.querySelector<HTMLButtonElement>('button'));
}

function nameOf(file: File | undefined): string {
  if (!file) return '';
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const at = Math.min(Math.floor(Math.log10(Math.max(file.size, 1)) / 3), units.length - 1);
  const size = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit', unit: units[at], maximumFractionDigits: 1,
  }).format(file.size / 1000 ** at);
  return `${file.name}, ${size}`;
}
