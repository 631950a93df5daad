import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { toGreyPng } from "../pictures/png.ts";

/** Memory where there is such a place: a sequence makes and removes many small files. */
const SCRATCH = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
export const DAY_MS = 86_400_000;
export const START = Date.UTC(2026, 0, 15, 12);

export const words =
  "harbour bridge council tide ferry budget school strike river museum doctor festival canal engine".split(" ");
export const sections = ["politics", "culture", "sport"];

/** A page of the configuration's own: what it shows follows the articles and the data. */
const PAGES = `({ articles, data }) => [{
  url: "/longest/", template: "longest", title: "Longest",
  data: { motto: data.motto.text, words: Math.max(0, ...articles.map(({ words }) => words)) },
  stories: articles.filter(({ tags }) => tags.length > 1).slice(0, 3).map(({ permalink }) => permalink),
}]`.replaceAll("\n", " ");

const LONGEST = `<% layout("layout") %><h1><%= it.page.data.motto %> <%= it.page.data.words %></h1>
<% for (const card of it.page.cards) { %><p><%= card.headline %></p><% } %>
`;

/** What else a configuration says, one at a time. */
const settings = [
  "",
  'timeZone: "Pacific/Auckland"',
  'language: "en-GB"',
  'language: "es"',
  'baseUrl: "https://news.test/sub/"',
  "feedSize: 2",
  "related: { json: true, count: 5, perSeries: 1 }",
  'sections: { sport: { title: "Games", description: "All of them" } }',
  'authors: { "ana-ruiz": { name: "A. Ruiz", image: "/logo.svg" } }',
  'organization: { name: "The House", logo: "/logo.svg" }',
  'callToAction: { title: "Read", text: "This", label: "Here", url: "/politics/story-3/" }',
  "markdown: { typography: false }",
];

/** A site of its own folder that is edited as authors, editors and designers do. */
export class EditedSite {
  readonly root = mkdtempSync(join(SCRATCH, "broadsheet-edit-"));
  now = START;
  readonly articles = new Map<string, Story>();
  private count = 0;
  private options = "";
  private setting = "";
  private related = "";
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
    this.setting = other.setting;
    this.related = other.related;
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

  /** Files of the site that are no articles; nothing where there is none. */
  drop(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
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
    this.options = `title: "Paper ${a % 4}", pageSize: ${3 + (a % 5)}, pictures: { cards: ${a % 4 === 0} }`;
    this.related = `related: { json: ${a % 3 === 1} }, `;
    this.writeConfiguration();
  }

  set(b: number): void {
    this.setting = settings[b % settings.length] as string;
    this.writeConfiguration();
  }

  /** Leads an old address to one that may be there or not. */
  redirect(a: number, b: number): void {
    this.redirects = `{ "/old/${a % 3}/": "/news/${b % 2 === 0 ? "" : `story-${b % 40}/`}" }`;
    this.writeConfiguration();
  }

  private writeConfiguration(): void {
    const setting = this.setting === "" ? "" : `${this.setting}, `;
    const baseUrl = setting.startsWith("baseUrl") ? "" : 'baseUrl: "https://news.test", ';
    const related = setting.startsWith("related") ? "" : this.related;
    const own = `${baseUrl}${setting}${related}${this.options}, redirects: ${this.redirects}, `;
    this.write(
      "broadsheet.config.mjs",
      `export default { ${own}rules: { "sources-missing": "off" }, pages: ${PAGES} };\n`,
    );
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export interface Story {
  readonly headline: string;
  readonly date: string;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
}

export function toWords(seed: number, count: number): string {
  return Array.from(
    { length: count },
    (_, index) => words[(seed * 31 + index * index * (1 + (seed % 5))) % words.length],
  ).join(" ");
}

export function toDate(a: number): string {
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
export function toPicture(a: number): Uint8Array {
  const picture = toGreyPng(170 + (a % 9), 40);
  return a % 4 === 3 ? picture.subarray(0, 60) : picture;
}
