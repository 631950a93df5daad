import fc from "fast-check";

/** The pieces that Markdown is built of. */
export interface Vocabulary {
  /** Directives, whole and in parts, which are blocks of their own. */
  readonly directives: readonly string[];
  /** Addresses as they stand in prose. */
  readonly bare: readonly string[];
  /** Marks in a wrong place, alone and beside each other. */
  readonly marks: readonly string[];
  /** Marks around a text. */
  readonly wraps: readonly string[];
  /** References, to what is defined and to what is not. */
  readonly references: readonly string[];
  /** What opens a container. */
  readonly markers: readonly string[];
  /** Lines below a line of text that make something else of it. */
  readonly underlines: readonly string[];
  /** Rows below a table's head. */
  readonly rows: readonly string[];
  /** Labels of definitions. */
  readonly labels: readonly string[];
  /** Escapes and character references. */
  readonly escapes: readonly string[];
}

const ADDRESSES = [
  ..."https://a.example http://b.example/x_(y)?q=1&r=*2* www.c.example/_d_ HTTPS://E.EXAMPLE https:// www.".split(" "),
  ..."g@h.example _i_@j.example k+l@m_n.example @o xmpp:p@q.example mailto:r@s.example ftp://t.example".split(" "),
  ..."http&#58;//u.example www&period;v.example w&commat;x.example http\\://y.example https://z.example/a|b".split(" "),
];
const WORDS = "The council voted on a budget snake_case don't 'quoted' \"said\" -- ... 1. 2) x".split(" ");
const SYMBOLS = ["é", "字", "🗞", "ß\u0301", "\u00a0", "\u200b", "“", "”", "—", "7", "\t"];
const BREAKS = ["  \n", "\n", " \n", "\n  "];
const HTML = [
  "<b>",
  "</b>",
  "<br>",
  '<a href="https://a.example">',
  "<!-- www.b.example -->",
  "<c@d.example>",
  "<e:f>",
];

const commonMark: Vocabulary = {
  directives: [": a", ":a", "a::b", ":: b"],
  bare: [],
  marks: "[ ] ( ) < > ! * ** _ __ ` `` & ^ ]( ]: # ' \"".split(" "),
  wraps: ["*", "**", "_", "__", "`", "``", "***"],
  references: ["[def]", "[def][]", "[Text][def]", "![alt][def]", "[missing]", "[Def ]"],
  markers: ["- ", "* ", "1. ", "7) ", "> ", ">", "-   ", "-\t"],
  underlines: ["===", "---", "***", "- - -"],
  rows: ["- - -", "--"],
  labels: ["def", "Def", "other"],
  escapes: "&amp; &nosuch; &#42; &nbsp; &eacute;".split(" "),
};

const gfm: Vocabulary = {
  directives: [
    ...[
      "::map",
      '::audio{src=a.mp3 title="b *c*"}',
      "::youtube[a https://b.example]{#c .d}",
      "::a b",
      "::é",
      "::-a",
      "::a-",
    ],
    ...[":::note\n*a*\n\n- b\n:::", ":::note[c www.d.example]", ":::", "::::gallery\n:::note\n:::\n::::", "a\n::b\nc"],
  ],
  bare: ADDRESSES,
  marks: [...commonMark.marks, ..."~ ~~ | \\ @ [^ [x x] :- ~~~\n \\\n".split(" ")],
  wraps: [...commonMark.wraps, "~", "~~"],
  references: [...commonMark.references, "[^1]", "[^note]", "![^1]"],
  markers: [...commonMark.markers, "- [ ] ", "- [x] ", "+ [X]", "[^1]: "],
  underlines: [...commonMark.underlines, ":-", "-:", "| - |"],
  rows: ["| - | -: |", "|-|-|", ":-: | :-", "|---|"],
  labels: [...commonMark.labels, "^1", "^note"],
  escapes: [...commonMark.escapes, ..."&#58; &commat; &period; &#104; \\* \\[ \\_ \\@ \\: \\| \\~ \\` \\\\".split(" ")],
};

const anyOf = (list: readonly string[]) => fc.constantFrom(...list);

/** Markdown built of every construct, nested and adjacent, some of it broken by a mark in a wrong place. */
function createMarkdown(vocabulary: Vocabulary): fc.Arbitrary<string> {
  const { directives, bare, marks, wraps, references, markers, underlines, rows, labels, escapes } = vocabulary;
  const destination = fc
    .tuple(
      anyOf([...ADDRESSES, "", "a.md", "<a b>", "a(b)", "#c", "/d/ 'e"]),
      anyOf(["", "", ' "t"', " '*u*'", " (v)"]),
    )
    .map(([address, title]) => address + title);

  const { inline } = fc.letrec<{ inline: string; piece: string }>((tie) => ({
    inline: fc
      .tuple(fc.array(tie("piece"), { minLength: 1, maxLength: 5 }), anyOf([" ", " ", " ", ""]))
      .map(([pieces, space]) => pieces.join(space)),
    piece: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { arbitrary: anyOf(WORDS), weight: 5 },
      { arbitrary: anyOf([...WORDS, ...bare]), weight: 3 },
      anyOf([...marks, ...escapes, ...SYMBOLS]),
      anyOf([...BREAKS, ...references, ...HTML]),
      anyOf(ADDRESSES).map((address) => `<${address}>`),
      fc.tuple(anyOf(wraps), tie("inline")).map(([mark, text]) => mark + text + mark),
      fc.tuple(anyOf(["[", "!["]), tie("inline"), destination).map(([open, text, to]) => `${open}${text}](${to})`),
      fc.tuple(tie("inline"), anyOf(["def", "missing", ...bare])).map(([text, to]) => `[${text}][${to}]`),
    ),
  }));

  const { blocks } = fc.letrec<{ blocks: string; block: string }>((tie) => ({
    blocks: fc
      .tuple(fc.array(tie("block"), { minLength: 1, maxLength: 4 }), anyOf(["\n\n", "\n\n", "\n", "\n\n\n"]))
      .map(([parts, gap]) => parts.join(gap)),
    block: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { arbitrary: fc.array(inline, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n")), weight: 6 },
      fc.tuple(anyOf(["# ", "## ", "###### ", "#", "   ### "]), inline).map((parts) => parts.join("")),
      fc.tuple(inline, anyOf(underlines)).map((parts) => parts.join("\n")),
      fc
        .tuple(anyOf(["```", "```js", "    ", "\t", "<div>\n", "<!--"]), inline)
        .map(([open, text]) => `${open}\n${text}\n${open}`),
      fc.tuple(inline, inline, anyOf(rows)).map(([a, b, rule]) => `| ${a} | ${b} |\n${rule}\n| ${b} | ${a}`),
      anyOf(directives),
      fc.tuple(anyOf(labels), fc.oneof(destination, inline)).map(([label, to]) => `[${label}]: ${to}`),
      fc
        .tuple(anyOf(markers), tie("blocks"), anyOf(["", "  ", "    ", "> "]))
        .map(([marker, text, indent]) => marker + text.replaceAll("\n", `\n${indent}`)),
    ),
  }));

  const damage = fc.option(fc.tuple(fc.nat(400), anyOf([...marks, ...BREAKS, " ", "- ", "> "])), { freq: 3 });
  return fc.tuple(blocks, damage).map(([text, mark]) => (mark === null ? text : insert(text, ...mark)));
}

/** Cuts between characters: half of one is no text. */
function insert(text: string, index: number, mark: string): string {
  return Array.from(text).toSpliced(index, 0, mark).join("");
}

/** Everything that remark with all of GFM reads. */
export const anyMarkdown = createMarkdown(gfm);

/** CommonMark, tables and HTML, with addresses in destinations only: what most articles are written in. */
export const plainMarkdown = createMarkdown(commonMark);

/** What most articles consist of, and single parts that GFM or a guard is for. */
const PARTS = [
  ...[
    "Plain text.",
    "“Prose” of\ntwo lines, 1 to 2!",
    "Prose again: (a) 字.",
    "Ends blank. ",
    "More *text* of [it](a.md),\nin two lines.",
    "## Head *two*",
    "### 1. At https://a.example/b-c. #",
    "> quote",
    "> “Quote” of [it](a.md)",
    "1. c\n\n   d",
    "```\n\n> e\n\n## f\n\n```",
    "- a\n- b",
    "- ```\n  open",
    "- <!--\n  open",
  ],
  ...["| a | b |\n| - | - |\n| 1 | 2 |", "See www.a.example now.", "An escape \\* here", "a\n> quote \\_", "*__a__*b"],
  ...[
    "Word[^note] end",
    "[^note]: The *note* a\\*",
    "[def]: /url",
    "text [def] and \\[x",
    "~~gone~~",
    "(http://a)",
    "> a ~~b~~",
  ],
];

/** An article of some parts: whether one of them can be read apart depends on all. */
export const anyArticle: fc.Arbitrary<string> = fc
  .tuple(
    anyOf(["", "---\n---\n", "---\n\n\n---\n\n"]),
    fc.array(
      fc.oneof(
        { arbitrary: anyOf(PARTS), weight: 4 },
        { arbitrary: plainMarkdown, weight: 2 },
        { arbitrary: anyMarkdown, weight: 1 },
      ),
      { minLength: 2, maxLength: 7 },
    ),
    anyOf(["\n\n", "\n\n", "\n\n\n", "\n \n"]),
  )
  .map(([head, parts, gap]) => head + parts.join(gap));
