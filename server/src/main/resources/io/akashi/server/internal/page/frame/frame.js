// What every page does in the browser: nothing that a page needs to be read.
const token = document.querySelector('meta[name="csrf-token"]')?.content;
const header = document.querySelector('meta[name="csrf-header"]')?.content;

if (token && header) {
  document.body.addEventListener('htmx:configRequest', event => {
    event.detail.headers[header] = token;
  });
}

// A part of a page whose sign-in has ended is no part any more: the whole page asks to sign in.
document.body.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.xhr.status === 401) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});

// A form is sent once.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method === 'post' && form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
});
window.addEventListener('pageshow', () => {
  document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent);
});

// What stands beside the rows where there is room is folded above them where there is none.
const wide = matchMedia('(min-width: 60.0625rem)');
const paper = matchMedia('print');
const unfold = () => {
  if (!paper.matches) {
    document.querySelectorAll('details[data-wide]').forEach(each => { each.open = wide.matches; });
  }
};
document.addEventListener('DOMContentLoaded', unfold);
wide.addEventListener('change', unfold);

// Charts are drawn from the tables that stand in the page; the library comes only where one is.
const draw = async within => {
  const figures = [...within.querySelectorAll('figure[data-chart]:not([data-drawn])')];
  if (figures.length > 0) {
    const { drawAll } = await import(document.querySelector('script[data-chart-script]').src);
    await drawAll(figures);
  }
};
document.addEventListener('DOMContentLoaded', () => draw(document));
document.body.addEventListener('htmx:afterSettle', event => draw(event.target));
if (document.readyState !== 'loading') {
  draw(document);
}
