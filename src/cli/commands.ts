interface Flag {
  readonly value: string | null;
  readonly help: string;
}

/** Every flag of every command, by its long name. */
export const flags = {
  root: { value: "DIR", help: "the site's folder (default: the current one)" },
  out: { value: "DIR", help: "the output folder (default: dist)" },
  "base-url": { value: "URL", help: "where the site will be, instead of the configuration's baseUrl" },
  now: { value: "INSTANT", help: "work as if it were this time, such as 2026-01-31T18:00Z" },
  drafts: { value: null, help: "take drafts and embargoed articles too (never deploy that)" },
  strict: { value: null, help: "treat warnings as errors" },
  json: { value: null, help: "print one JSON document on stdout" },
  verbose: { value: null, help: "print every warning, with its line" },
  jobs: { value: "N", help: "threads that work (default: one for each processor)" },
  "no-cache": { value: null, help: "build everything anew, and remember nothing" },
  "explain-rebuild": { value: "FILE", help: "say why a file of the output is made again, or kept" },
  profile: { value: null, help: "write a CPU profile of the main thread into .broadsheet/" },
  port: { value: "N", help: "the first port to try (default: 4000)" },
  published: { value: null, help: "show only what readers see now, without drafts and embargoed articles" },
  host: { value: "H", help: "the address to listen on (default: 127.0.0.1)" },
  explain: { value: null, help: "say why each story was chosen or dropped" },
  all: { value: null, help: "print the list of every article" },
  top: { value: "N", help: "length of each list (default: the number of cards)" },
  fix: { value: null, help: "mend what can be mended safely, in the files" },
  sarif: { value: "FILE", help: "write the problems as SARIF 2.1.0, for code scanning" },
  style: { value: null, help: "look at the Markdown too, with rules of remark-lint" },
  external: { value: null, help: "ask for every address outside the site" },
  private: { value: null, help: "with --external, addresses of private networks too" },
  since: { value: "REF", help: "what changed since a commit or branch without readers being told, too" },
  markdown: { value: null, help: "print Markdown, for a comment on a pull request" },
  "parser-parity": { value: null, help: "compare what both Markdown parsers make of each article" },
  section: { value: "NAME", help: "the folder below content/ (default: the site's default section)" },
  lang: { value: "CODE", help: "the language, where it is not the site's: es, pt-BR" },
  draft: { value: null, help: "write an article that is not published yet" },
  title: { value: "T", help: "the name of the newspaper" },
  language: { value: "CODE", help: "the language of the site (default: en)" },
  "time-zone": { value: "ZONE", help: "the time zone of the newsroom (default: this machine's)" },
  repo: { value: "OWNER/NAME", help: "the site's repository on GitHub" },
  branch: { value: "NAME", help: "the branch that is published (default: main)" },
  write: { value: null, help: "write files into public/admin/ instead of printing" },
  permalink: { value: "PATTERN", help: "the old addresses, where they are made by code: /:year/:month/:slug/" },
  media: { value: "DIR", help: "a copy of wp-content/uploads" },
  target: { value: "NAME", help: "where to: a name of the configuration's deploy, s3://BUCKET/FOLDER, or a folder" },
  force: { value: null, help: "write over what is there" },
  "dry-run": { value: null, help: "tell what would be done, and write nothing" },
  yes: { value: null, help: "ask nothing: flags, and defaults for the rest" },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof flags;

interface Command {
  readonly help: string;
  readonly usage: string;
  readonly examples: readonly string[];
  /** How many arguments a command takes besides flags. */
  readonly positionals: number;
  readonly flags: readonly FlagName[];
}

const SITE: readonly FlagName[] = ["root", "base-url", "now", "drafts", "verbose"];

/** Every command: what it is for, its arguments and its flags. */
export const commands = {
  init: {
    help: "make a new site, asking for what it needs",
    usage: "broadsheet init [DIR] [--title T] [--base-url URL] [--language CODE] [--time-zone ZONE] [--yes]",
    examples: [
      "broadsheet init courier",
      'broadsheet init courier --title "The Courier" --base-url https://courier.example --yes',
    ],
    positionals: 1,
    flags: ["title", "base-url", "language", "time-zone", "yes", "now"],
  },
  new: {
    help: "write a new article, from archetypes/default.md where there is one",
    usage: 'broadsheet new "Headline" [--section NAME] [--lang CODE] [--draft]',
    examples: [
      'broadsheet new "Council votes to mend the bridge" --section politics',
      'broadsheet new "El pleno vota" --lang es --draft',
    ],
    positionals: 1,
    flags: ["root", "section", "lang", "draft", "now"],
  },
  check: {
    help: "everything that build checks, and what an editor would: pictures, deks, headlines, tags, profiles, copies",
    usage:
      "broadsheet check [--root DIR] [--fix] [--style] [--external] [--since REF] [--strict] [--json] [--sarif FILE]",
    examples: [
      "broadsheet check --verbose                   with the line of each problem",
      "broadsheet check --fix                       mend fields, fences, tags, links to renamed files",
      "broadsheet check --external --style          ask for addresses elsewhere, look at the Markdown",
      "broadsheet check --since origin/main --fix   changes that readers are not told of, lost addresses",
      "broadsheet check --sarif check.sarif         for code scanning and editors",
      "broadsheet check --strict --json             for a machine that shall stop at warnings",
      "broadsheet check --parser-parity             may this site use the native Markdown parser?",
    ],
    positionals: 0,
    flags: [
      ...SITE,
      "strict",
      "fix",
      "style",
      "external",
      "private",
      "since",
      "json",
      "sarif",
      "jobs",
      "no-cache",
      "parser-parity",
    ],
  },
  diff: {
    help: "print what readers would see of all changes since a commit: pages, headlines, related stories",
    usage: "broadsheet diff [REF] [--json|--markdown] (default: HEAD)",
    examples: ["broadsheet diff", "broadsheet diff origin/main --markdown"],
    positionals: 1,
    flags: [...SITE, "json", "markdown", "jobs", "no-cache"],
  },
  list: {
    help: "print what is draft, embargoed, live, expired or withdrawn, and when that changes by itself",
    usage: "broadsheet list [drafts|embargoed|live|expired|withdrawn] [--json]",
    examples: ["broadsheet list", "broadsheet list embargoed", "broadsheet list live --json --now 2026-12-24T06:00Z"],
    positionals: 1,
    flags: ["root", "now", "json", "jobs", "no-cache", "verbose"],
  },
  build: {
    help: "build the site into its output folder",
    usage: "broadsheet build [--root DIR] [--out DIR]",
    examples: ["broadsheet build", "broadsheet build --base-url https://courier.example --strict"],
    positionals: 0,
    flags: [...SITE, "out", "strict", "jobs", "no-cache", "json", "explain-rebuild", "profile"],
  },
  dev: {
    help: "build, serve, build again on save and reload the browser",
    usage: "broadsheet dev [--root DIR] [--port N] [--published]",
    examples: ["broadsheet dev", "broadsheet dev --published --port 8080"],
    positionals: 0,
    flags: ["root", "base-url", "now", "published", "verbose", "jobs", "no-cache", "port", "host"],
  },
  preview: {
    help: "serve the last build as a CDN does: redirects, 404 page, cache headers, compression",
    usage: "broadsheet preview [--root DIR] [--out DIR] [--port N]",
    examples: ["broadsheet preview", "broadsheet preview --out public --port 8080 --host 0.0.0.0"],
    positionals: 0,
    flags: ["root", "out", "base-url", "port", "host"],
  },
  deploy: {
    help: "publish the last build: send what has changed to a bucket or folder, delete what is gone",
    usage: "broadsheet deploy [--target NAME|s3://BUCKET/FOLDER|DIR] [--dry-run] [--force]",
    examples: [
      "broadsheet deploy --dry-run",
      "broadsheet deploy --target s3://courier-site",
      "broadsheet deploy --target /srv/courier --json",
    ],
    positionals: 0,
    flags: ["root", "out", "target", "dry-run", "force", "json"],
  },
  related: {
    help: "print the related stories of an article, and why",
    usage: "broadsheet related FILE [--explain] [--json], or broadsheet related --all --json [--top N]",
    examples: ["broadsheet related content/politics/vote.md --explain", "broadsheet related --all --json --top 10"],
    positionals: 1,
    flags: [...SITE, "jobs", "no-cache", "explain", "all", "top", "json"],
  },
  import: {
    help: "make articles of a WordPress export (WXR), or of a Hugo, Jekyll, Astro or Eleventy folder",
    usage: "broadsheet import wordpress|hugo|jekyll|astro|eleventy SOURCE [--root DIR] [--dry-run]",
    examples: [
      "broadsheet import hugo ../old-site --dry-run",
      "broadsheet import wordpress export.xml --media uploads --root courier",
      'broadsheet import astro ../old-site --permalink "/:year/:month/:slug/" --json',
    ],
    positionals: 2,
    flags: ["root", "permalink", "media", "force", "dry-run", "json", "verbose"],
  },
  cms: {
    help: "print the configuration of a CMS for people who don't use git: Decap or Sveltia",
    usage: "broadsheet cms [decap|sveltia] [--repo OWNER/NAME] [--write]",
    examples: ["broadsheet cms", "broadsheet cms sveltia --repo courier/site --write"],
    positionals: 1,
    flags: ["root", "repo", "branch", "write", "force"],
  },
  schema: {
    help: "print the JSON Schema of frontmatter or configuration, for editors and other tools",
    usage: "broadsheet schema frontmatter|config",
    examples: ["broadsheet schema frontmatter > .vscode/frontmatter.schema.json"],
    positionals: 1,
    flags: [],
  },
  completion: {
    help: "print a script by which a shell completes commands and flags",
    usage: "broadsheet completion bash|zsh|fish",
    examples: ["broadsheet completion bash > ~/.local/share/bash-completion/completions/broadsheet"],
    positionals: 1,
    flags: [],
  },
  clean: {
    help: "forget what earlier builds remembered; the output stays",
    usage: "broadsheet clean [--root DIR]",
    examples: ["broadsheet clean"],
    positionals: 0,
    flags: ["root"],
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;

/** The help for flags that do something else in one command than in the others. */
const ownHelp: Readonly<Partial<Record<`${CommandName} ${FlagName}`, string>>> = {
  "build verbose": "print every warning, with its line, and the time of each part",
  "check drafts": "look at drafts too",
  "deploy force": "though newer output is there, or a fifth of its pages would go; sends every file again",
  "diff drafts": "compare drafts and embargoed articles too",
  "init base-url": "where the site will be: https://courier.org",
  "related drafts": "take drafts and embargoed articles too",
};

export function toFlagHelp(command: CommandName, flag: FlagName): string {
  return ownHelp[`${command} ${flag}`] ?? flags[flag].help;
}
