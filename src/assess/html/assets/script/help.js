// What a code means: its page, in a dialog.
import { highlighted } from './code.js';
import { $, data, effort, h, severityBadge } from './core.js';

function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/).map((part) => {
    if (/^`.+`$/.test(part)) return h('code', {}, part.slice(1, -1));
    if (/^\*\*.+\*\*$/.test(part)) return h('strong', {}, part.slice(2, -2));
    if (/^\*.+\*$/.test(part)) return h('em', {}, part.slice(1, -1));
    return part;
  });
}
function markdown(text) {
  const out = [];
  let list;
  let paragraph = [];
  const flush = () => {
    if (paragraph.length > 0) out.push(h('p', {}, inline(paragraph.join(' '))));
    paragraph = [];
    list = undefined;
  };
  for (const block of text.split(/^(```[\s\S]*?^```)$/m)) {
    if (block.startsWith('```')) {
      flush();
      const [, info = '', body = ''] = /^```(.*)\n([\s\S]*?)```$/.exec(block) ?? [];
      out.push(h('pre', { tabindex: 0 }, highlighted(body.replace(/[«»]/g, '').trimEnd(), info.trim() === 'sql')));
      continue;
    }
    for (const line of block.split('\n')) {
      const heading = /^(#+) (.*)$/.exec(line);
      const item = /^\s*(?:[-*]|\d+\.) (.*)$/.exec(line);
      if (line.trim() === '') flush();
      else if (heading) {
        flush();
        if (heading[1].length > 1) out.push(h('h3', {}, inline(heading[2])));
      } else if (item) {
        if (!list) {
          flush();
          list = h('ul', {});
          out.push(list);
        }
        list.append(h('li', {}, inline(item[1])));
      } else paragraph.push(line.trim());
    }
    flush();
  }
  return out;
}
export const dialog = $('help');
export function openHelp(code) {
  const entry = data.codes[code];
  $('help-title').textContent = entry ? `${code} ${entry.title}` : code;
  const body = $('help-body');
  body.replaceChildren();
  if (entry)
    body.append(
      h(
        'p',
        { class: 'meta' },
        severityBadge(entry.severity),
        ` ${entry.category} · ${effort(entry.effort)} for the first place · `,
        h(
          'a',
          { href: `${data.part === 0 ? '' : '../report.html'}#issues?code=${code}`, onclick: () => dialog.close() },
          'all places',
        ),
      ),
      ...markdown(entry.page),
    );
  dialog.showModal();
  body.scrollTop = 0;
}
$('help-close').addEventListener('click', () => dialog.close());
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
export const codeButton = (code) =>
  h('button', { type: 'button', class: 'code', title: `What ${code} means`, onclick: () => openHelp(code) }, code);
