// What a person had typed when the sign-in was over goes back into its form; nothing is sent by itself.
const kept = document.getElementById('kept');
const fields = Object.entries(JSON.parse(kept.dataset.fields));
const form = [...document.forms].find(each => new URL(each.action).pathname === kept.dataset.action);

const fill = (element, values, at) => {
  if (element.type === 'checkbox' || element.type === 'radio') {
    element.checked = values.includes(element.value);
  } else if (element.type === 'select-multiple') {
    [...element.options].forEach(option => { option.selected = values.includes(option.value); });
  } else if (element.type !== 'password') {
    element.value = values[Math.min(at, values.length - 1)];
  }
};

if (form) {
  form.querySelectorAll('input[type="checkbox"]').forEach(box => { box.checked = false; });
  for (const [name, values] of fields) {
    [...form.elements].filter(each => each.name === name).forEach((each, at) => fill(each, values, at));
  }
  form.scrollIntoView({ block: 'nearest' });
} else {
  const list = document.createElement('dl');
  list.className = 'facts';
  for (const [name, values] of fields) {
    list.append(Object.assign(document.createElement('dt'), { textContent: name }),
      Object.assign(document.createElement('dd'), { textContent: values.join(', ') }));
  }
  kept.after(list);
}
