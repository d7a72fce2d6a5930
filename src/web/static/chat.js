/** The chat page: sends what is typed or chosen, shows what comes back. */
import { AskError, ask, suggestions } from './api.js';
import { entries, forget, newId, remember } from './session.js';
import { answerView, button, failureView, foldWhenLong, questionView, waitingView } from './view.js';

const byId = (id) => document.getElementById(id);
const scroller = byId('scroll');
const log = byId('log');
const form = byId('composer');
const field = byId('text');
const notice = byId('notice');
const fine = matchMedia('(pointer: fine)');
/** Kept free above the question that an answer is read from. */
const MARGIN_PX = 12;

let busy = false;
let atEnd = true;

function submit(text) {
  const question = text.trim();
  const most = Number(field.dataset.most);
  if (busy || question === '') return false;
  if (question.length > most) {
    say(`问题太长（${question.length} 字），请控制在 ${most} 字以内。`);
    return false;
  }
  say('');
  show(questionView(question));
  remember({ question });
  answer(question, newId());
  return true;
}

async function answer(question, id) {
  setBusy(true);
  const waiting = show(waitingView());
  try {
    const messages = await ask(question, id);
    waiting.remove();
    remember({ messages });
    showMessages(messages);
  } catch (error) {
    waiting.remove();
    const problem = error instanceof AskError ? error.message : '出错了，请重试。';
    const failure = show(
      failureView(problem, () => {
        failure.remove();
        answer(question, id);
        field.focus({ preventScroll: true });
      }),
    );
  } finally {
    setBusy(false);
  }
}

function showMessages(messages) {
  const turns = messages.map((message) => show(answerView(message, choose)));
  for (const turn of turns) foldWhenLong(turn);
  reveal(turns[0]);
}

function choose(text) {
  if (submit(text) && fine.matches) field.focus({ preventScroll: true });
}

function show(turn) {
  byId('welcome').hidden = true;
  byId('fresh').hidden = false;
  log.append(turn);
  scroller.scrollTop = scroller.scrollHeight;
  return turn;
}

/** A long answer is read from its beginning: the question above it stays in sight. */
function reveal(turn) {
  if (!turn) return;
  const top = (turn.previousElementSibling ?? turn).offsetTop - log.offsetTop;
  scroller.scrollTop = top - MARGIN_PX;
}

function setBusy(now) {
  busy = now;
  byId('send').disabled = now || field.value.trim() === '';
  log.setAttribute('aria-busy', String(now));
}

function say(text) {
  notice.textContent = text;
  notice.hidden = text === '';
}

function fitField() {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  setBusy(busy);
}

/** Keeps the input above the keyboard where the browser lays the keyboard over the page. */
function fitViewport() {
  const { height, offsetTop } = window.visualViewport;
  document.body.style.setProperty('--visible', `${height}px`);
  document.body.classList.toggle('keyboard', window.innerHeight - height > 120);
  if (offsetTop > 0) window.scrollTo(0, 0);
}

/** When the keyboard opens, what stood at the end stays in sight. */
function keepEndInSight() {
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
}

function noteEnd() {
  atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
}

async function offerSuggestions() {
  const offered = await suggestions();
  byId('suggestions').replaceChildren(...offered.map((text) => button(text, 'choice', () => choose(text))));
}

function startFresh() {
  forget();
  log.replaceChildren();
  byId('welcome').hidden = false;
  byId('fresh').hidden = true;
  say('');
  field.focus();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!submit(field.value)) return;
  field.value = '';
  fitField();
});
field.addEventListener('keydown', (event) => {
  // 229: the Enter that ends an input method's composition in Safari.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
});
field.addEventListener('input', fitField);
byId('fresh').addEventListener('click', startFresh);
addEventListener('offline', () => say(field.dataset.offline));
addEventListener('online', () => say(''));
scroller.addEventListener('scroll', noteEnd, { passive: true });
new ResizeObserver(keepEndInSight).observe(scroller);
window.visualViewport?.addEventListener('resize', fitViewport);
window.visualViewport?.addEventListener('scroll', fitViewport);

for (const entry of entries()) {
  if (entry.question) show(questionView(entry.question));
  if (entry.messages) showMessages(entry.messages);
}
offerSuggestions();
fitField();
if (fine.matches) field.focus();
