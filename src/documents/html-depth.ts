/** How deep the elements of a page lie in each other, told before a parser builds them: its work grows with the square. */

/** Elements that end only at their end tag. */
const NESTING = [
  'a abbr acronym address applet article aside b bdi bdo big blockquote body button center cite code del details',
  'dfn dialog dir div dl em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i ins kbd',
  'label legend main map mark marquee menu nav nobr object ol pre q s samp section small span strike strong sub',
  'summary sup table tt u ul var',
];
const TAG = new RegExp(`<(/?)(?:${NESTING.join(' ').replaceAll(' ', '|')})\\b`, 'giu');

/** Elements open at once where most are; those of which the end tag was left out count until the end. */
export function deepest(html: string): number {
  let open = 0;
  let most = 0;
  for (const [, slash] of html.matchAll(TAG)) {
    open = slash ? Math.max(0, open - 1) : open + 1;
    most = Math.max(most, open);
  }
  return most;
}
