import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import { toBatches } from "../engine/stage.ts";
import { parseHeaderRules } from "../output/header-rules.ts";
import type { PublishedSite } from "../output/published.ts";
import { findAltered } from "./altered.ts";
import { type DeployPlan, type LocalFile, toDeployPlan, toLocalFile, type Upload } from "./plan.ts";
import { type DeployRecord, parseRecord, toRecordText } from "./record.ts";
import { ConflictError, DeployError, type Note, StaleNoteError, type Store } from "./store.ts";

export interface DeployOptions {
  /** Name of this deploy; each has another. */
  readonly deploy: string;
  /** When the site was built, in ms since 1970. */
  readonly builtAt: number;
  /** Whether newer output may be replaced, and most of a site removed. */
  readonly isForced: boolean;
  /** Whether nothing is to be written. */
  readonly isDry: boolean;
  /** Called with each plan, also with one that is refused afterwards. */
  readonly tell: (plan: DeployPlan) => void;
  readonly show: (done: number, total: number) => void;
}

/** Files that are sent at the same time. More made no server faster that was tried. */
const AT_ONCE = 16;
/** After so many files it checks whether another deploy has begun. */
const BATCH = 128;
const MOST_ATTEMPTS = 5;
/** The headers of the site, which the build writes and servers read. */
const HEADERS = "_headers" as OutputPath;
/** Up to so many pages may be removed without asking. */
const FEW = 25;

/**
 * Makes a store hold what was built. The first thing written is a note of what may be changed, the last a note of what
 * is there: after an interrupted deploy, the next one knows of what it cannot be sure.
 */
export async function deploySite(site: PublishedSite, store: Store, options: DeployOptions): Promise<DeployPlan> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deployOnce(site, store, options);
    } catch (error) {
      if (!(error instanceof StaleNoteError)) throw error;
      // The deploy that we replaced has noted in our note what it had sent until it noticed. That is sent again.
      const isOurs = (await store.findDeploy()) === options.deploy;
      if (!isOurs || attempt === MOST_ATTEMPTS) throw new ConflictError(store.name);
    }
  }
}

async function deployOnce(site: PublishedSite, store: Store, options: DeployOptions): Promise<DeployPlan> {
  const note = await store.readNote();
  const remote = note === null ? null : parseRecord(note.text);
  const local = toLocalFiles(site, store);
  // Whoever forces a deploy may know better than the store what somebody else has changed.
  const known = options.isForced ? toAllUnsure(remote) : remote;
  const plan = toDeployPlan(local, known, await findAltered(site.folder, { local, remote: known, store }));
  options.tell(plan);
  if (!options.isForced) checkRemote(plan, remote, store, options);
  // Read before anything is sent, since a site is published whole.
  for (const file of plan.groups.flat()) readBuilt(site, file);
  const isChange = plan.groups.length > 0 || plan.removals.length > 0;
  const { deploy, builtAt } = options;
  if (options.isDry || (!isChange && remote?.builtAt === builtAt)) return plan;
  const write = (files: DeployRecord["files"], replaced: Note | null) =>
    store.writeNote({ text: toRecordText({ deploy, builtAt, amendments: 0, files }), deploy }, replaced);
  const mine = isChange ? await write(toUnsure(plan, remote), note) : note;
  await carryOut(plan, { site, store, options });
  await write(new Map(local.map(({ path, mark }) => [path, mark])), mine);
  return plan;
}

function toLocalFiles(site: PublishedSite, { takesHostFiles }: Store): readonly LocalFile[] {
  const { files } = site;
  const [path, digest] = [HEADERS, files.get(HEADERS)];
  const rules = parseHeaderRules(digest === undefined ? "" : readBuilt(site, { path, digest }).toString("utf8"));
  return [...files]
    .filter(([path]) => takesHostFiles || !/^_(headers|redirects)$/.test(path))
    .map(([path, digest]) => toLocalFile(path, digest, rules));
}

function checkRemote(
  { removals }: DeployPlan,
  remote: DeployRecord | null,
  { name }: Store,
  { builtAt }: DeployOptions,
): void {
  if (remote === null) return;
  if (remote.builtAt > builtAt) {
    const times = [remote.builtAt, builtAt].map((ms) => new Date(ms).toISOString());
    const message = `what is at ${name} was built at ${times[0]}, and this output earlier, at ${times[1]}`;
    throw new DeployError(message, "build again; --force publishes the older one nevertheless");
  }
  const gone = removals.filter(isAddress).length;
  const known = [...remote.files.keys()].filter(isAddress).length;
  if (gone > FEW && gone > known / 5) {
    const message = `${gone} of the ${known} pages and files at ${name} would be deleted`;
    throw new DeployError(message, "look at --dry-run; if that is meant, say --force");
  }
}

/**
 * Whether others may know the address of a file. Files of the theme, pictures and indexes get another address with any
 * change.
 */
function isAddress(path: OutputPath): boolean {
  return !/^(?:assets|pagefind)\//.test(path);
}

function toAllUnsure(remote: DeployRecord | null): DeployRecord | null {
  return remote && { ...remote, files: new Map(Array.from(remote.files.keys(), (path) => [path, null])) };
}

/** What may be in the store while this deploy is under way. */
function toUnsure({ groups, removals }: DeployPlan, remote: DeployRecord | null): DeployRecord["files"] {
  const changing = [...groups.flat().map(({ path }) => path), ...removals];
  return new Map([...(remote?.files ?? []), ...changing.map((path) => [path, null] as const)]);
}

/** Sends and removes what the plan says, as long as no other deploy has begun. */
async function carryOut(
  plan: DeployPlan,
  { site, store, options }: { readonly site: PublishedSite; readonly store: Store; readonly options: DeployOptions },
): Promise<void> {
  const total = plan.groups.flat().length + plan.removals.length;
  const touched: OutputPath[] = [];
  const change = async (path: OutputPath, work: Promise<void>): Promise<void> => {
    touched.push(path);
    await work;
    options.show(touched.length, total);
  };
  const steps = [
    ...plan.groups.map((group) => group.map((file) => () => change(file.path, upload(site, store, file)))),
    plan.removals.map((path) => () => change(path, store.remove(path))),
  ];
  for (const batch of steps.flatMap((step) => [...toBatches(step, BATCH)])) {
    if ((await store.findDeploy()) !== options.deploy) {
      await disown(store, touched);
      throw new ConflictError(store.name);
    }
    await runAtOnce(batch);
  }
}

/** Notes that these files are in an unknown state, in the note of the deploy that has taken over. */
async function disown(store: Store, paths: readonly OutputPath[]): Promise<void> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const note = await store.readNote();
    const record = note === null ? null : parseRecord(note.text);
    if (note === null || record === null) return;
    const files = new Map([...record.files, ...paths.map((path) => [path, null] as const)]);
    const amended = { ...record, amendments: record.amendments + 1, files };
    try {
      await store.writeNote({ text: toRecordText(amended), deploy: note.deploy }, note);
      return;
    } catch (error) {
      if (!(error instanceof StaleNoteError)) throw error;
    }
  }
}

async function upload(site: PublishedSite, store: Store, file: Upload): Promise<void> {
  const { path, headers } = file;
  await store.put({ path, bytes: readBuilt(site, file), headers });
}

/** A file as the build has written it; DeployError where somebody has edited or removed it since. */
function readBuilt({ folder }: PublishedSite, { path, digest }: Pick<LocalFile, "path" | "digest">): Buffer {
  const place = join(folder, path);
  const advice = "build again, then deploy; what belongs to the site by itself goes into public/";
  if (!existsSync(place)) throw new DeployError(`${place} is gone, which the build has written`, advice);
  const bytes = readFileSync(place);
  if (digestOf(bytes) !== digest) throw new DeployError(`${place} is not what the build has written`, advice);
  return bytes;
}

/**
 * Does some of the work at the same time. After the first failure it begins no more, and waits for what it has begun.
 */
async function runAtOnce(work: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = work.values();
  let hasFailed = false;
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (const next of queue) {
      if (hasFailed) return;
      await next().catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  });
  const ended = await Promise.allSettled(workers);
  const failed = ended.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
