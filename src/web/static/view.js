/** Builds what the conversation shows. Data only ever becomes text, never markup. */

/** Lines that a folded answer shows (as in chat.css), and how many more are rather shown than folded away. */
const FOLD_LINES = 20;
const FOLD_TOLERANCE_LINES = 8;
const UNFOLD = '展开全文';
const FOLD = '收起';

/** An element with a class and text or children. */
export function element(tag, className, content = []) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...(Array.isArray(content) ? content : [content]));
  return node;
}

/** A button that does one thing. */
export function button(label, className, onClick) {
  const node = element('button', className, label);
  node.type = 'button';
  node.addEventListener('click', onClick);
  return node;
}

/** What the person asked. */
export function questionView(text) {
  return element('div', 'turn question', [hidden('您：'), element('p', 'bubble', text)]);
}

/** One answering message; `onChoose` gets the text of a chosen choice. */
export function answerView(message, onChoose) {
  const body = element('div', 'body', bodyNodes(message));
  const turn = element('div', `turn answer ${message.kind}`, [hidden('回答：'), body]);
  const source = sourceView(message);
  if (source) turn.append(source);
  if (message.choices.length > 0) turn.append(choicesView(message.choices, onChoose));
  return turn;
}

/** Folds an answer that has grown too tall; call once it is in the page. */
export function foldWhenLong(turn) {
  const body = turn.querySelector('.body');
  if (!body) return;
  const line = Number.parseFloat(getComputedStyle(body).lineHeight);
  if (body.scrollHeight <= line * (FOLD_LINES + FOLD_TOLERANCE_LINES)) return;
  body.classList.add('folded');
  const toggle = button(UNFOLD, 'plain more', () => {
    const folded = body.classList.toggle('folded');
    toggle.textContent = folded ? UNFOLD : FOLD;
    toggle.setAttribute('aria-expanded', String(!folded));
  });
  toggle.setAttribute('aria-expanded', 'false');
  body.after(toggle);
}

/** Shown while an answer is on its way. */
export function waitingView() {
  const dots = element('span', 'dots', [element('i'), element('i'), element('i')]);
  dots.setAttribute('aria-hidden', 'true');
  return element('div', 'turn answer waiting', [hidden('正在查找'), dots]);
}

/** A failed question with a way to try again. */
export function failureView(problem, onRetry) {
  const retry = button('重试', 'choice', onRetry);
  return element('div', 'turn failure', [element('p', '', problem), retry]);
}

function hidden(text) {
  return element('span', 'sr', text);
}

function bodyNodes(message) {
  if (!message.blocks) return message.text.split('\n').map((line) => element('p', 'text', line));
  const nodes = [];
  for (const block of message.blocks.filter((each) => each.role !== 'source')) {
    const previous = nodes.at(-1);
    if (block.role !== 'item') nodes.push(blockNode(block));
    else if (previous?.tagName === 'UL') previous.append(itemNode(block));
    else nodes.push(element('ul', '', itemNode(block)));
  }
  return nodes;
}

function blockNode(block) {
  return element(block.role === 'quote' ? 'blockquote' : 'p', block.role, compact(block.text));
}

function itemNode(block) {
  return element('li', /^\d/.test(block.text) ? 'numbered' : '', compact(block.text));
}

/** A document's empty lines would tear an answer apart. */
function compact(text) {
  return text.replace(/\n\s*\n/g, '\n');
}

/** One quiet line for one source; several are folded behind their number. */
function sourceView(message) {
  const lines = sourceLines(message);
  const link =
    message.kind === 'answer' && message.projects.length === 1 ? projectLink(message.projects[0]) : null;
  if (lines.length === 0 && !link) return null;
  if (lines.length < 2) return element('p', 'source', [...lines, ...(link ? [link] : [])]);
  const items = lines.map((line) => element('li', '', line));
  const summary = element('summary', '', `来源 ${lines.length} 份文件`);
  return element('details', 'source', [summary, element('ul', '', items)]);
}

function sourceLines(message) {
  const worded = (message.blocks ?? []).filter((block) => block.role === 'source');
  if (worded.length > 0) return [...new Set(worded.flatMap((block) => block.text.split('\n')))];
  const lines = message.sources.map(({ asOf, document: name }) =>
    asOf ? `截至 ${asOf} · 来源：《${name}》` : `来源：《${name}》`,
  );
  return [...new Set(lines)];
}

function projectLink(id) {
  const link = element('a', '', '项目详情');
  link.href = `/projects/${encodeURIComponent(id)}`;
  return link;
}

function choicesView(choices, onChoose) {
  const group = element(
    'div',
    'choices',
    choices.map((choice) => button(choice.label, 'choice', () => onChoose(choice.text))),
  );
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', '可选');
  return group;
}
