/** Parts of a page beside its text: columns at the side, lists of links to other pages. */
import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';

const ASIDE =
  /(?:^|[\s_-])(?:side(?:bar)?|aside|nav(?:bar|igation)?|menu|relat(?:e|ed|ive)|recommend(?:ed|s)?|hot(?:news|list)?|rank(?:ing|list)?|(?:friend)?links?|share)(?=$|[\s_-]|\d)/iu;
/** A part that holds more of the page's text than this is no aside, whatever it is called. */
const MOST_TEXT = 0.3;
/** Nearly all of the text of a list of links is links. */
const LINKED = 0.9;
const FEWEST_LINKS = 3;

/** Takes them out of the page. */
export function removeAsides($: CheerioAPI): void {
  const whole = lengthOf($('body'));
  const isSmall = (part: Cheerio<Element>) => lengthOf(part) <= whole * MOST_TEXT;
  $('aside, [class], [id]').each((_, element) => {
    const { class: names = '', id = '' } = element.attribs;
    const part = $(element);
    const named = element.name === 'aside' || ASIDE.test(names) || ASIDE.test(id);
    if (
      named &&
      !['html', 'body'].includes(element.name) &&
      isSmall(part) &&
      part.find('h1, table').length === 0
    )
      part.remove();
  });
  $('ul').each((_, element) => {
    const list = $(element);
    const links = list.find('a[href]');
    if (links.length >= FEWEST_LINKS && lengthOf(links) >= lengthOf(list) * LINKED && isSmall(list))
      list.remove();
  });
}

const lengthOf = (part: Cheerio<Element>) => part.text().replace(/\s+/gu, '').length;
