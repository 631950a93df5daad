import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { toGreyPng } from "../pictures/png.ts";

/** What somebody does to a site between two builds; `a` and `b` say to which of its files, and how. */
export interface Edit {
  readonly kind: keyof typeof edits;
  readonly a: number;
  readonly b: number;
}

/** Memory where there is such a place: a sequence makes and removes many small files. */
const SCRATCH = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 15, 12);

const words = "harbour bridge council tide ferry budget school strike river museum doctor festival canal engine".split(
  " ",
);
const sections = ["politics", "culture", "sport"];

/** A page of the configuration's own: what it shows follows the articles and the data. */
const PAGES = `({ articles, data }) => [{
  url: "/longest/", template: "longest", title: "Longest",
  data: { motto: data.motto.text, words: Math.max(0, ...articles.map(({ words }) => words)) },
  stories: articles.filter(({ tags }) => tags.length > 1).slice(0, 3).map(({ permalink }) => permalink),
}]`.replaceAll("\n", " ");

const LONGEST = `<% layout("layout") %><h1><%= it.page.data.motto %> <%= it.page.data.words %></h1>
<% for (const card of it.page.cards) { %><p><%= card.headline %></p><% } %>
`;

/** A site of its own folder that is edited as authors, editors and designers do. */
export class EditedSite {
  readonly root = mkdtempSync(join(SCRATCH, "broadsheet-edit-"));
  now = START;
  readonly articles = new Map<string, Story>();
  private count = 0;
  private options = "";
  private redirects = "{}";

  /** A new site of so many articles, or one that begins as a copy of another, output and cache included. */
  constructor(from: number | EditedSite) {
    if (typeof from === "number") this.fill(from);
    else this.copy(from);
  }

  private copy(other: EditedSite): void {
    cpSync(other.root, this.root, { recursive: true, preserveTimestamps: true });
    for (const [file, story] of other.articles) this.articles.set(file, story);
    this.count = other.count;
    this.options = other.options;
    this.redirects = other.redirects;
  }

  private fill(size: number): void {
    for (let index = 0; index < size; index++) this.add(index * 7, index * 3);
    this.write("templates/longest.eta", LONGEST);
    this.write("data/motto.yaml", "text: word\n");
    this.write("public/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    this.write("content/pictures/a.png", toPicture(1));
    this.configure(1);
  }

  apply({ kind, a, b }: Edit): void {
    edits[kind](this, a, b);
  }

  add(a: number, b: number): void {
    const section = sections[a % sections.length] as string;
    this.save(`content/${section}/story-${this.count++}.md`, toStory(a, b));
  }

  pick(a: number): [file: string, story: Story] | undefined {
    const list = [...this.articles];
    return list[a % Math.max(1, list.length)];
  }

  change(a: number, to: (story: Story) => Partial<Story>): void {
    const found = this.pick(a);
    if (found !== undefined) this.save(found[0], { ...found[1], ...to(found[1]) });
  }

  save(file: string, story: Story): void {
    this.articles.set(file, story);
    this.write(file, toText(story));
  }

  remove(file: string): void {
    this.articles.delete(file);
    rmSync(join(this.root, file));
  }

  rename(from: string, to: string): void {
    const story = this.articles.get(from);
    if (story === undefined || this.articles.has(to)) return;
    this.articles.delete(from);
    this.articles.set(to, story);
    renameSync(join(this.root, from), join(this.root, to));
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Cards to share bear the title and take long to draw: they are drawn for one title only, at every fourth `a`. */
  configure(a: number): void {
    this.options = `title: "Paper ${a % 4}", pageSize: ${3 + (a % 5)}, pictures: { cards: ${a % 4 === 0} }, related: { json: ${a % 3 === 1} }`;
    this.writeConfiguration();
  }

  /** Leads an old address to one that may be there or not. */
  redirect(a: number, b: number): void {
    this.redirects = `{ "/old/${a % 3}/": "/news/${b % 2 === 0 ? "" : `story-${b % 40}/`}" }`;
    this.writeConfiguration();
  }

  private writeConfiguration(): void {
    const own = `${this.options}, redirects: ${this.redirects}`;
    this.write(
      "broadsheet.config.mjs",
      `export default { baseUrl: "https://news.test", ${own}, rules: { "sources-missing": "off" }, pages: ${PAGES} };\n`,
    );
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

interface Story {
  readonly headline: string;
  readonly date: string;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
}

function toWords(seed: number, count: number): string {
  return Array.from(
    { length: count },
    (_, index) => words[(seed * 31 + index * index * (1 + (seed % 5))) % words.length],
  ).join(" ");
}

function toDate(a: number): string {
  return new Date(START - (a % 400) * DAY_MS - (a % 5) * 3_600_000).toISOString().slice(0, 16);
}

function toStory(a: number, b: number): Story {
  const fields: Record<string, string> = { sources: "[]" };
  if (a % 6 === 0) fields.series = "The Bridge";
  if (a % 11 === 3) fields.image = "{src: /content-free.png, alt: A}".replace("/content-free.png", "../pictures/a.png");
  if (b % 13 === 4) fields.authors = "[Ana Ruiz, Ben Okri]";
  if (b % 17 === 5) fields.lang = "es";
  return {
    headline: `${toWords(a, 4)} ${b % 50}`,
    date: toDate(a * 3 + b),
    tags: [words[a % words.length] as string, words[b % words.length] as string],
    fields,
    body: `${toWords(a + b, 25)}.\n\n${toWords(b, 25)}.\n`,
  };
}

function toText({ headline, date, tags, fields, body }: Story): string {
  const own = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  return `---\nheadline: ${JSON.stringify(headline)}\ndate: ${date}\ntags: [${tags.join(", ")}]\n${own.join("")}---\n${body}`;
}

/** A grey PNG of one of some sizes, every fourth of them broken. */
function toPicture(a: number): Uint8Array {
  const picture = toGreyPng(170 + (a % 9), 40);
  return a % 4 === 3 ? picture.subarray(0, 60) : picture;
}

const withField = (name: string, value: string | null) => (story: Story) => {
  const { [name]: _, ...others } = story.fields;
  return { fields: value === null ? others : { ...others, [name]: value } };
};

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
