import { readFileSync } from "node:fs";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "..", "..", "node_modules", "schema-dts", "dist", "schema.d.ts");

interface Vocabulary {
  readonly "@graph": readonly object[];
}

/**
 * The vocabulary of schema.org as JSON-LD: its classes, what they derive from, and their properties. No package has it
 * that is kept up to date, but schema-dts, whose types are made from it: `interface NewsArticleBase extends ArticleBase
 * { "dateline"?: … }`, and `NewsArticleLeaf` for the class itself.
 */
export function readVocabulary(): Vocabulary {
  const text = readFileSync(FILE, "utf8");
  const interfaces = text.matchAll(/^(?:export )?interface (\w+?)(Base|Leaf) extends ([\w<>, ]+) \{\n(.*?)^\}/gms);
  const parents = new Map<string, Set<string>>();
  const domains = new Map<string, Set<string>>();
  for (const [, name = "", , bases = "", body = ""] of interfaces) {
    const own = parents.get(name) ?? new Set();
    parents.set(name, own);
    for (const [, base = ""] of bases.matchAll(/(\w+)Base\b/g)) if (base !== name) own.add(base);
    for (const [, property = ""] of body.matchAll(/^ {4}"(\w+)"\?:/gm)) {
      domains.set(property, (domains.get(property) ?? new Set()).add(name));
    }
  }
  const toReferences = (names: Iterable<string>) => Array.from(names, (name) => ({ "@id": `schema:${name}` }));
  const classes = Array.from(parents, ([name, bases]) => {
    return { "@id": `schema:${name}`, "@type": "rdfs:Class", "rdfs:subClassOf": toReferences(bases) };
  });
  const properties = Array.from(domains, ([name, owners]) => {
    return { "@id": `schema:${name}`, "@type": "rdf:Property", "schema:domainIncludes": toReferences(owners) };
  });
  return { "@graph": [...classes, ...properties] };
}
