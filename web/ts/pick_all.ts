// The box in a table's head that ticks every row of the page.

export function pickAll() {
  for (const all of document.querySelectorAll<HTMLInputElement>('[data-all]')) {
    const table = all.closest('table')!;
    const boxes = () => [...table.querySelectorAll<HTMLInputElement>('tbody .c input')];
    const show = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      all.checked = ticked > 0 && ticked === boxes().length;
      all.indeterminate = ticked > 0 && !all.checked;
    };
    table.addEventListener('change', (event) => {
      const box = event.target as HTMLInputElement;
      for (const one of box === all ? boxes() : [box]) {
        one.checked = box.checked;
        one.closest('tr')?.classList.toggle('picked', one.checked);
      }
      show();
    });
    all.closest('label')!.hidden = false;
    show();
  }
}
