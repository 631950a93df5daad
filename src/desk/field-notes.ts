import type { Frontmatter } from "../article/schema.ts";

/** What each field is, in the words that an editor shows beside it; with an example to begin from. */
export const fieldNotes: Readonly<Record<keyof Frontmatter, { readonly note: string; readonly example: string }>> = {
  date: {
    note: "When it is published: ISO 8601, without an offset in the site's time zone.",
    example: "2026-01-31T18:30",
  },
  headline: { note: "The headline, at most 110 characters.", example: "Council votes to mend the bridge" },
  sources: {
    note: "Who the reporting came from: names, addresses or {name, url}; [] for own reporting.",
    example: "[Agency, https://example.org/report]",
  },
  dek: {
    note: "The standfirst: one sentence that fronts and feeds show.",
    example: "By one vote, and with a condition.",
  },
  kicker: { note: "The label above the headline.", example: "City Hall" },
  authors: { note: "Names, or keys of the authors in the configuration.", example: "[Ana Ruiz]" },
  section: { note: "By default the first folder below content/.", example: "politics" },
  tags: { note: "Topics that several articles share.", example: "[bridge, council]" },
  dateline: { note: "The place that the report was written in.", example: "Port Averil" },
  image: {
    note: "The lead picture: a path, or {src, alt, caption, credit, focus}; at least 1200 pixels wide.",
    example: '{ src: bridge.jpg, alt: "The bridge at dawn", credit: "Ana Ruiz" }',
  },
  updated: { note: "When the text last changed in substance.", example: "2026-02-01T09:00" },
  corrections: {
    note: "What was wrong, and since when it is right: a list of {date, text}.",
    example: '[{ date: 2026-02-01, text: "An earlier version named the wrong street." }]',
  },
  draft: { note: "true: not published, whatever the date.", example: "true" },
  embargo: { note: "Not published before this instant.", example: "2026-02-01T06:00" },
  expires: { note: "Not published from this instant on.", example: "2026-03-01" },
  withdrawn: {
    note: "true, or the reason: the page keeps its address and says so.",
    example: '"The report was wrong."',
  },
  slug: { note: "The last part of the address; by default the file's name.", example: "bridge-vote" },
  aliases: { note: "Old addresses that lead here.", example: "[/2019/old-address/]" },
  series: { note: "The series that it is a part of.", example: "The bridge" },
  kind: { note: "What kind of article it is; by default news.", example: "opinion" },
  closed: { note: "true: a live story is over; its page becomes an archive.", example: "true" },
  lang: { note: "BCP 47 code, where it is not the site's language.", example: "es" },
  canonical: {
    note: "The address of the original, where it appeared elsewhere first.",
    example: "https://example.org/original",
  },
  translationOf: {
    note: "The article that it was translated from, by file, permalink or slug.",
    example: "politics/vote.md",
  },
  front: { note: "Its place on the front: lead or secondary; content/front.yaml comes first.", example: "lead" },
  comments: { note: "Whether there is a place for comments: true or false, on or off.", example: "off" },
  related: {
    note: "Articles that belong below it, by file, permalink or slug; or {pin, exclude, off}.",
    example: "[bridge-vote.md]",
  },
  extra: { note: "Anything else, for templates of your own.", example: "{}" },
};
