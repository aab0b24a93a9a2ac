// The way around: addresses, theme, print, keys.
import { $, data, objects, root } from './core.js';
import { dialog, openHelp } from './help.js';
import { columnList, issues, objectList } from './lists.js';
import { object } from './object.js';
import { relationships } from './pictures.js';

const views = new Set([...document.querySelectorAll('[data-view]')].map((s) => s.dataset.view));
let started = false;
function route() {
  const [, name = '', rest = ''] = /^#?([a-z-]*)[/?]?(.*)$/.exec(location.hash) ?? [];
  const view = views.has(name) ? name : data.part === 0 ? 'overview' : 'object';
  root.dataset.shown = view;
  for (const section of document.querySelectorAll('[data-view]')) section.hidden = section.dataset.view !== view;
  for (const link of document.querySelectorAll('#nav a')) {
    if (link.getAttribute('href').endsWith(`#${view === 'object' ? 'objects' : view}`))
      link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = data.title;
  if (view === 'issues') issues(rest);
  else if (view === 'objects') objectList(rest);
  else if (view === 'types') columnList(rest);
  else if (view === 'relationships') relationships();
  else if (view === 'object') object(rest === '' ? String(objects.find((o) => o.part === data.part)?.id ?? '') : rest);
  if (view !== 'object') window.scrollTo(0, 0);
  if (started) document.querySelector(`[data-view="${view}"] h2`)?.focus({ preventScroll: true });
  started = true;
}
window.addEventListener('hashchange', route);
for (const button of document.querySelectorAll('button[data-code]'))
  button.addEventListener('click', () => openHelp(button.dataset.code));

const themes = ['auto', 'light', 'dark'];
const themeButton = $('theme');
const stored = () => {
  try {
    return localStorage.getItem('oraphant-theme') ?? 'auto';
  } catch {
    return 'auto';
  }
};
function setTheme(theme) {
  root.dataset.theme = theme;
  themeButton.textContent = `Theme: ${theme}`;
  try {
    localStorage.setItem('oraphant-theme', theme);
  } catch {
    // A file opened from disk may have no storage: the choice lasts as long as the page.
  }
}
themeButton.addEventListener('click', () => setTheme(themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length]));
setTheme(themes.includes(stored()) ? stored() : 'auto');
$('print').addEventListener('click', () => window.print());
document.addEventListener('keydown', (event) => {
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) ||
    dialog.open
  )
    return;
  const target = {
    o: '#overview',
    i: '#issues',
    b: '#objects',
    e: '#effort',
    w: '#waves',
    t: '#types',
    r: '#relationships',
    c: '#contract',
  }[event.key];
  if (event.key === '/') {
    event.preventDefault();
    if (root.dataset.shown !== 'objects' && root.dataset.shown !== 'issues') location.hash = '#issues';
    setTimeout(() => $(root.dataset.shown === 'objects' ? 'object-text' : 'issue-text')?.focus());
  } else if (event.key === '?') $('keys').showModal();
  else if (target && data.part === 0) location.hash = target;
});
$('keys-close').addEventListener('click', () => $('keys').close());
route();
