/** Takes what documents and people wrote out of the reach of WeCom's markup, mentions and links. */

/** ASCII marks that mean something anywhere in a line, in their full-width shape. */
const MARKS = /[<>*_`~[\]|\\@#!&]/g;
/** What makes a heading, a list, a quote, a table or a ruler only at the start of a line. */
const LINE_START = /^([^\S\n]*)(?:([-+=])(?=[-+=\s]|$)|(\d+)([.)])(?=\s|$))?/gm;
/** The end of `https:` and the dot of a host name: what clients turn into links by themselves. */
const SCHEME = /(?<=[A-Za-z]):(?=\/\/)/g;
const HOST_DOT = /(?<=[\p{L}\p{N}-])\.(?=\p{L})/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** The same text for a message of markdown: every mark becomes its full-width twin, nothing is added or lost. */
export function escapeMarkdown(text: string): string {
  return cleaned(text)
    .replace(SCHEME, '：')
    .replace(HOST_DOT, '．')
    .replace(MARKS, fullWidth)
    .replace(LINE_START, (_, blanks: string, mark = '', digits = '', point = '') => {
      const start = '\u3000'.repeat(blanks.length);
      return `${start}${mark && fullWidth(mark)}${digits}${point && fullWidth(point)}`;
    });
}

/** The same text for a plain message, where only `<a href>` and `<@userid>` mean something. */
export function escapePlain(text: string): string {
  return cleaned(text).replaceAll('<', '＜');
}

function cleaned(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}

/** `*` → `＊`: printable ASCII only. */
function fullWidth(mark: string): string {
  return String.fromCodePoint(mark.codePointAt(0)! + 0xfee0);
}
