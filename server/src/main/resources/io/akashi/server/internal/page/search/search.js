// The keyboard of the pages that list events, and short addresses: fields that are empty are not sent.
const form = document.querySelector('form[data-tidy]');
// Those that nobody has to name, in the order of the boxes.
const usual = 'system,user_id,patient_id';

form?.addEventListener('formdata', event => {
  for (const [name, value] of [...event.formData.entries()]) {
    if (value === '') {
      event.formData.delete(name);
    }
  }
  const columns = event.formData.getAll('columns').join(',');
  event.formData.delete('columns');
  if (columns !== '' && columns !== usual) {
    event.formData.set('columns', columns);
  }
});

const links = () => [...document.querySelectorAll('table.events td.what a')];

const step = by => {
  const all = links();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
};

const typing = target => target.closest('input, select, textarea, [contenteditable]') !== null;

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === 'Escape') {
    document.activeElement.blur();
  } else if (typing(event.target)) {
    return;
  } else if (event.key === '/') {
    event.preventDefault();
    form?.querySelector('input')?.focus();
  } else if (event.key === 'j' || event.key === 'k') {
    step(event.key === 'j' ? 1 : -1);
  }
});
