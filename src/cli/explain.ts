import type { Article } from "../article/article.ts";
import type { StoriesResult } from "../build-stories.ts";
import type { CandidateExplanation, RelatedExplanation } from "../related/explain.ts";
import { toSignedThousandths, toThousandths } from "./thousandths.ts";

/** Candidates in an explanation: those that were chosen, and the best of those left out. */
const MOST_CANDIDATES = 10;
const MOST_TERMS = 8;

type Outcome = CandidateExplanation["outcome"];

/** What became of a candidate, in words for an editor. */
const OUTCOMES: Readonly<Record<Outcome, string>> = {
  pinned: "chosen: pinned by an editor",
  similar: "chosen: similar",
  fallback: "chosen: nothing is similar, so the newest stand in, those of the section first",
  excluded: "left out: excluded by an editor",
  "pin-no-room": "left out: pinned, but others are pinned before it and the block is full",
  "own-copy": "left out: a copy of this article, or the same form filled in anew",
  "copy-of-another": "left out: a copy of one that is chosen, or the same form",
  "own-series": "left out: of the same series, which has its own navigation",
  "series-limit":
    "left out: enough of that series already, of which the newest come first where they are about as close",
  "below-threshold": "left out: too little in common",
  "below-the-list": "left out: others come first, and the block is full",
  "switched-off": "left out: related stories are switched off in this article",
};

/** Outcomes that most candidates have: the first few of these say enough. */
const USUAL: ReadonlySet<Outcome> = new Set(["below-the-list", "below-threshold", "switched-off", "own-series"]);

/**
 * The explanation of one article's block as lines for an editor: what is chosen as it stands there, then the best of
 * the others.
 */
export function toExplanationText(explanation: RelatedExplanation, article: Article, result: StoriesResult): string {
  const byPermalink = new Map<string, Article>(result.corpus.live.map((other) => [other.permalink, other]));
  const scored = new Map(explanation.candidates.map((candidate) => [candidate.id, candidate]));
  const chosen = explanation.related.map(({ id, reason }) => scored.get(id) ?? ({ id, outcome: reason } as const));
  const isChosen = new Set(chosen.map(({ id }) => id));
  const others = [...explanation.candidates, ...explanation.unscored].filter(
    ({ id, outcome }, index) => !isChosen.has(id) && (index < MOST_CANDIDATES || !USUAL.has(outcome)),
  );
  const shown = [...chosen, ...others];
  const blocks = shown.map((candidate) => toBlock(candidate, byPermalink.get(candidate.id)));
  const languages =
    explanation.otherLanguages === 0
      ? ""
      : `\nNot considered, being in other languages: ${explanation.otherLanguages}.\n`;
  const head = `Related stories of ${article.headline} (${article.file})\n${toNote(explanation, byPermalink.size)}`;
  return `${head}${toTable(shown, byPermalink)}${blocks.join("")}${languages}`;
}

/** Says why there are no candidates among so many live articles. */
function toNote({ off, related, otherLanguages }: RelatedExplanation, live: number): string {
  if (off) return "Related stories are switched off in this article (related: {off: true}).\n";
  if (related.length > 0) return "";
  const isAlone = live - otherLanguages === 1;
  return isAlone ? "None: it is the only story in its language.\n" : "None: all others are left out.\n";
}

/** A candidate that was chosen, or left out, for another reason than what it shares. */
type Unscored = Pick<CandidateExplanation, "id" | "outcome">;

const MOST_HEADLINE = 48;
const MOST_SHARED = 4;

/** The candidates at one look: what they are, what they share with the article, and what became of them. */
function toTable(
  candidates: readonly (CandidateExplanation | Unscored)[],
  byPermalink: ReadonlyMap<string, Article>,
): string {
  if (candidates.length === 0) return "";
  const rows = candidates.map((candidate) => {
    const { id, outcome } = candidate;
    const headline = byPermalink.get(id)?.headline ?? id;
    const shown =
      headline.length > MOST_HEADLINE ? `${headline.slice(0, MOST_HEADLINE - 1).toWellFormed()}…` : headline;
    const [word = ""] = OUTCOMES[outcome].split(":");
    if (!("score" in candidate)) return [word, shown, "–", "–", toShared(outcome, [])];
    const { score, terms, date } = candidate;
    return [word, shown, score.toFixed(3), String(Math.round(date.daysApart)), toShared(outcome, terms)];
  });
  const all = [["", "headline", "score", "days", "both are about"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => {
    const cells = row.map((cell, column) =>
      column === 2 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return `${cells.join("  ").trimEnd()}\n`;
  });
  return `\n${lines.join("")}`;
}

/** The terms that a candidate shares. A fallback shares too little for that to be the reason. */
function toShared(outcome: Outcome, terms: CandidateExplanation["terms"]): string {
  if (outcome === "fallback") return "(one of the newest)";
  return terms
    .slice(0, MOST_SHARED)
    .map(({ term }) => term)
    .join(", ");
}

function toBlock(candidate: CandidateExplanation | Unscored, article: Article | undefined): string {
  const head = `\n${article?.headline ?? candidate.id}\n  ${candidate.id}\n  ${OUTCOMES[candidate.outcome]}\n`;
  return "score" in candidate ? `${head}${toSum(candidate)}` : head;
}

/** How the score comes about. What is printed adds up to it exactly. */
function toSum({ score, terms, passages, links, date, hub, edition }: CandidateExplanation): string {
  const inTerms = toTotal(terms);
  const similarity = inTerms + passages + links;
  const timed = similarity * date.factor;
  const days = Math.round(date.daysApart);
  const time = days === 0 ? "of the same day" : days === 1 ? "1 day apart" : `${days} days apart`;
  const summands = [
    { points: inTerms, what: "words and tags" },
    { points: passages, what: "closest paragraphs" },
    { points: links, what: "link" },
    { points: timed - similarity, what: `time (${time}, × ${date.factor.toFixed(2)})` },
    { points: timed * (hub - 1), what: `near to ${hub < 1 ? "many" : "few"} stories (× ${hub.toFixed(2)})` },
    { points: timed * hub * (edition - 1), what: `others of its kind stand there (× ${edition.toFixed(2)})` },
  ];
  const parts = toThousandths(
    summands.map(({ points }) => points),
    Math.round(1000 * score),
  );
  const shown = summands.flatMap(({ what }, i) =>
    parts[i] === 0 ? [] : [`${toSignedThousandths(parts[i] ?? 0)} ${what}`],
  );
  const sum = shown.join(" ").replace(/^\+ /, "");
  return `  score ${score.toFixed(3)} = ${sum}\n${toWordLine(terms, parts[0] ?? 0)}`;
}

/** The most telling terms with their shares of so many thousandths. */
function toWordLine(terms: CandidateExplanation["terms"], total: number): string {
  if (terms.length === 0) return "";
  const rest = terms.slice(MOST_TERMS);
  const told = terms.slice(0, MOST_TERMS).map(({ term, kind, points }) => ({
    word: kind === "tag" ? `tag ${term}` : term,
    points,
  }));
  if (rest.length > 0) told.push({ word: `${rest.length} more`, points: toTotal(rest) });
  const shares = toThousandths(
    told.map(({ points }) => points),
    total,
  );
  return `  ${told.map(({ word }, i) => `${word} ${((shares[i] ?? 0) / 1000).toFixed(3)}`).join(", ")}\n`;
}

function toTotal(terms: CandidateExplanation["terms"]): number {
  return terms.reduce((sum, { points }) => sum + points, 0);
}
