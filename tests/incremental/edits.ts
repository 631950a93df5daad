import { basename } from "node:path";
import fc from "fast-check";
import {
  DAY_MS,
  type EditedSite,
  START,
  type Story,
  sections,
  toDate,
  toPicture,
  toWords,
  words,
} from "./edited-site.ts";

/** What somebody does to a site between two builds; `a` and `b` say to which of its files, and how. */
export interface Edit {
  readonly kind: keyof typeof edits;
  readonly a: number;
  readonly b: number;
}

export function apply(site: EditedSite, { kind, a, b }: Edit): void {
  edits[kind](site, a, b);
}

const withField = (name: string, value: string | null) => (story: Story) => {
  const { [name]: _, ...others } = story.fields;
  return { fields: value === null ? others : { ...others, [name]: value } };
};

/** Of two articles each gets what the other had. */
function exchange(
  site: EditedSite,
  [a, b]: readonly [number, number],
  pick: (story: Story, file: string) => Partial<Story>,
): void {
  const [one, other] = [site.pick(a), site.pick(b)];
  if (one === undefined || other === undefined) return;
  const [toOne, toOther] = [pick(other[1], other[0]), pick(one[1], one[0])];
  site.save(one[0], { ...one[1], ...toOne });
  site.save(other[0], { ...(site.articles.get(other[0]) as Story), ...toOther });
}

const edits = {
  add: (site: EditedSite, a: number, b: number) => site.add(a, b),
  delete: (site: EditedSite, a: number) => {
    const [file] = site.pick(a) ?? [];
    if (file !== undefined && site.articles.size > 3) site.remove(file);
  },
  rename: (site: EditedSite, a: number, b: number) => {
    const [file] = site.pick(a) ?? [];
    if (file !== undefined) site.rename(file, `content/${sections[b % 3]}/renamed-${a}-${b}.md`);
  },
  body: (site: EditedSite, a: number, b: number) =>
    site.change(a, ({ body }) => ({ body: `${body}\n${toWords(b, 8)} ${b}.\n` })),
  headline: (site: EditedSite, a: number, b: number) => site.change(a, () => ({ headline: `${toWords(b, 5)} ${b}` })),
  tags: (site: EditedSite, a: number, b: number) =>
    site.change(a, () => ({ tags: [words[b % words.length] as string] })),
  // The last tags and authors of the paper, or its first.
  namesOfAll: (site: EditedSite, a: number, b: number) => {
    const tags = b % 2 === 0 ? [] : [words[a % words.length] as string];
    const toNamed = withField("authors", b % 4 === 3 ? "[Ana Ruiz]" : null);
    for (const [file, story] of site.articles) site.save(file, { ...story, ...toNamed(story), tags });
  },
  date: (site: EditedSite, a: number, b: number) => site.change(a, () => ({ date: toDate(b) })),
  dek: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("dek", b % 3 === 0 ? null : JSON.stringify(toWords(b, 9)))),
  draft: (site: EditedSite, a: number, b: number) => site.change(a, withField("draft", b % 2 === 0 ? "true" : null)),
  embargo: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("embargo", b % 3 === 0 ? null : new Date(START + ((b % 7) - 3) * DAY_MS).toISOString())),
  expires: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("expires", b % 3 === 0 ? null : new Date(START + ((b % 9) + 1) * DAY_MS).toISOString())),
  withdraw: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("withdrawn", b % 2 === 0 ? "It was wrong." : null)),
  swap: (site: EditedSite, a: number, b: number) => exchange(site, [a, b], (story) => story),
  swapHeadlines: (site: EditedSite, a: number, b: number) => exchange(site, [a, b], ({ headline }) => ({ headline })),
  swapSlugs: (site: EditedSite, a: number, b: number) =>
    exchange(site, [a, b], ({ fields }, file) => {
      return { fields: { ...fields, slug: fields.slug ?? basename(file, ".md") } };
    }),
  series: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("series", [null, "The Bridge", "the BRIDGE", "Ferries"][b % 4] ?? null)),
  kind: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("kind", [null, "opinion", "analysis", "page"][b % 4] ?? null)),
  spelling: (site: EditedSite, a: number, b: number) =>
    site.change(a, ({ tags }) => ({
      tags: tags.map((tag) => (b % 2 === 0 ? tag.toUpperCase() : tag.replace(/[aeiou]/, "$&\u0301"))),
    })),
  authors: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("authors", [null, "[ana ruiz]", "[Ana Ruíz, BEN OKRI]"][b % 3] ?? null)),
  focus: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("image", b % 3 === 0 ? null : `{src: ../pictures/a.png, alt: A, focus: ${b % 100}% 20%}`)),
  document: (site: EditedSite, a: number, b: number) => {
    if (b % 3 === 0) site.drop("content/pictures/plan.pdf");
    else site.write("content/pictures/plan.pdf", `plan ${b % 5}`);
    site.change(a, ({ body }) => ({ body: `${body}\n[The plan](../pictures/plan.pdf)\n` }));
  },
  // It takes the place of a page, or of what lies below.
  publicFile: (site: EditedSite, a: number, b: number) => {
    site.drop("public/tags");
    site.drop("public/politics");
    const name = `politics/story-${(a % 20) * 3}${b % 4 === 1 ? "/index.html" : ""}`;
    if (b % 2 === 1) site.write(`public/${b % 4 === 1 ? name : `tags/extra-${a % 3}.txt`}`, `text ${a}`);
  },
  sharedAlias: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("aliases", b % 3 === 0 ? null : `[/moved-${b % 3}/]`)),
  aliasLink: (site: EditedSite, a: number, b: number) =>
    site.change(a, ({ body }) => ({ body: `[There](/moved-${1 + (b % 2)}/).\n\n${body}` })),
  ownCanonical: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("canonical", `https://news.test/${sections[b % 3]}/story-${b % 40}/`)),
  ownSource: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("sources", `[{name: Us, url: "https://news.test/${sections[b % 3]}/story-${b % 40}/"}]`)),
  setting: (site: EditedSite, _a: number, b: number) => site.set(b),
  undoTheme: (site: EditedSite, a: number) =>
    site.drop(`templates/${["message.eta", "partials/footer.eta", "style.css", "styles"][a % 4]}`),
  stylePart: (site: EditedSite, a: number) => {
    site.write("templates/styles/own.css", `p { margin: ${a % 5}px }\n`);
  },
  dropData: (site: EditedSite) => site.drop("data/other.yaml"),
  correct: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("corrections", b % 3 === 0 ? null : `[{date: 2026-01-1${b % 5}, text: "Not ${b}"}]`)),
  pin: (site: EditedSite, a: number, b: number) => {
    const [other] = site.pick(b) ?? [];
    if (other !== undefined) site.change(a, withField("related", b % 4 === 0 ? null : `[${other}]`));
  },
  link: (site: EditedSite, a: number, b: number) => {
    const [other] = site.pick(b) ?? [];
    if (other !== undefined)
      site.change(a, ({ body }) => ({ body: `${body}\nSee [it](/${other.slice("content/".length)}).\n` }));
  },
  anchor: (site: EditedSite, a: number, b: number) => {
    const [other] = site.pick(b) ?? [];
    const to = `../${other?.slice("content/".length)}#${words[b % 3]}`;
    if (other !== undefined) site.change(a, ({ body }) => ({ body: `See [there](${to}).\n\n${body}` }));
  },
  // What stood in the text stands two lines lower.
  heading: (site: EditedSite, a: number, b: number) =>
    site.change(a, ({ body }) => ({ body: `## ${words[b % 3]}\n\n${body}` })),
  deadLink: (site: EditedSite, a: number, b: number) =>
    site.change(a, ({ body }) => ({ body: `${body}\n[It](${b % 2 === 0 ? "nothing.md" : "/tags/nothing/"}).\n` })),
  deadPin: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("related", b % 3 === 0 ? null : "[nothing.md]")),
  tagLink: (site: EditedSite, a: number, b: number) =>
    site.change(a, ({ body }) => ({ body: `[All](/tags/${words[b % words.length]}/).\n\n${body}` })),
  live: (site: EditedSite, a: number, b: number) =>
    site.change(a, (story) => ({
      ...withField("kind", "live")(story),
      body: `${story.body}\n## ${10 + (b % 10)}:${10 + (b % 50)} ${toWords(b, 3)}${b % 2 === 0 ? " {key}" : ""}\n\n${toWords(b, 8)}.\n`,
    })),
  close: (site: EditedSite, a: number, b: number) => site.change(a, withField("closed", b % 3 === 0 ? null : "true")),
  alias: (site: EditedSite, a: number, b: number) => site.change(a, withField("aliases", `[/old-${a}-${b}/]`)),
  canonical: (site: EditedSite, a: number, b: number) =>
    site.change(a, withField("canonical", b % 2 === 0 ? "https://other.test/x" : null)),
  front: (site: EditedSite, a: number, b: number) => {
    const [lead] = site.pick(a) ?? [];
    const [second] = site.pick(b) ?? [];
    site.write("content/front.yaml", b % 4 === 0 ? "" : `lead: ${lead}\nsecondary: [${second}]\n`);
  },
  place: (site: EditedSite, a: number, b: number) => site.change(a, withField("front", b % 2 === 0 ? "lead" : null)),
  translate: (site: EditedSite, a: number, b: number) => {
    const [other] = site.pick(b) ?? [];
    if (other === undefined || b % 3 === 0)
      site.change(a, ({ fields: { translationOf: _, lang: __, ...fields } }) => ({ fields }));
    else site.change(a, ({ fields }) => ({ fields: { ...fields, lang: "es", translationOf: other } }));
  },
  picture: (site: EditedSite, a: number) => site.write("content/pictures/a.png", toPicture(a)),
  asset: (site: EditedSite, a: number) =>
    site.write("public/logo.svg", `<svg xmlns='http://www.w3.org/2000/svg' id='n${a}'/>`),
  data: (site: EditedSite, a: number, b: number) =>
    site.write(`data/${b % 2 === 0 ? "motto" : "other"}.yaml`, `text: word ${a % 7}\n`),
  template: (site: EditedSite, a: number) =>
    site.write(
      "templates/message.eta",
      `<% layout("layout") %><h1><%= it.page.heading %></h1><p>${a} <%= it.data.motto.text %></p>\n`,
    ),
  partial: (site: EditedSite, a: number) => site.write("templates/partials/footer.eta", `<footer>${a}</footer>\n`),
  style: (site: EditedSite, a: number) => site.write("templates/style.css", `body { margin: ${a}px }\n`),
  configuration: (site: EditedSite, a: number) => site.configure(a),
  redirect: (site: EditedSite, a: number, b: number) => site.redirect(a, b),
  later: (site: EditedSite, a: number) => {
    site.now += ((a % 60) + 1) * 3_600_000;
  },
  earlier: (site: EditedSite, a: number) => {
    site.now -= ((a % 60) + 1) * 3_600_000;
  },
} satisfies Record<string, (site: EditedSite, a: number, b: number) => void>;

export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...(Object.keys as (value: object) => (keyof typeof edits)[])(edits)),
  a: fc.nat(1000),
  b: fc.nat(1000),
});
