import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toTextPlace } from "../base/text-place.ts";
import { toMarkup } from "../pages/template-markup.ts";

/** HTML Standard, "List of elements"; those that a template hardly has are left out. */
const HTML_ELEMENTS =
  "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search section select slot small source span strong style sub summary sup table tbody td template textarea tfoot th thead time title tr track u ul var video wbr".split(
    " ",
  );
/** Of pictures in the text of a page. */
const OTHER_ELEMENTS =
  "svg g path circle ellipse rect line polyline polygon text tspan use symbol defs stop image mask pattern filter desc marker math mi mn mo ms mrow mfrac msup msub msqrt center font tt big".split(
    " ",
  );
const ELEMENTS: ReadonlySet<string> = new Set([...HTML_ELEMENTS, ...OTHER_ELEMENTS]);

/** Names with a hyphen are those of elements that a script makes. */
const TAG = /<\/?([a-z][a-z\d]*)(?=[\s/>])/gi;
/** A tag, and the text behind it up to the next one. */
const TAG_AND_TEXT = /<[a-z][a-z\d]*\s[^<]*/gi;
/** The end of a tag of a template, of which the beginning is none. */
const CODE_END = /[-_]?%>/g;

/**
 * What is beyond doubt wrong with the HTML of a template: names that are nearly those of elements, quotation marks that
 * nothing closes, ends of template tags without a beginning. Browsers make something of all three, and no build fails.
 */
export function findTagProblems(template: string, text: string): readonly Diagnostic[] {
  const markup = toMarkup(text);
  const tell = (at: number, message: string, advice: string): Diagnostic => {
    const place = { file: `templates/${template}.eta`, ...toTextPlace(text, at) };
    return toDiagnostic("template-html-broken", place, message, advice);
  };
  const misspelt = Array.from(markup.matchAll(TAG)).flatMap(({ 0: tag, 1: name = "", index }) => {
    const meant = ELEMENTS.has(name.toLowerCase()) ? null : findNearest(name, HTML_ELEMENTS);
    return meant === null ? [] : [tell(index, `${quote(tag)} begins no element of HTML`, `did you mean ${meant}?`)];
  });
  const open = Array.from(markup.matchAll(TAG_AND_TEXT)).flatMap(({ 0: whole, index }) => {
    const end = whole.indexOf(">") + 1;
    // In the value of an attribute may stand a > too.
    if (whole.includes("'") || !hasOpenQuote(whole) || !hasOpenQuote(whole.slice(0, end || whole.length))) return [];
    return [tell(index, "nothing closes a quotation mark of this tag", 'write both straight: class="name"')];
  });
  const ends = Array.from(markup.matchAll(CODE_END), ({ 0: end, index }) =>
    tell(index, `${quote(end)} ends no tag of the template, and stands on pages`, "begin the tag with <%=, <%~ or <%"),
  );
  return [...misspelt, ...open, ...ends];
}

function hasOpenQuote(text: string): boolean {
  return text.split('"').length % 2 === 0;
}
