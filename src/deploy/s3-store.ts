import type { OutputPath } from "../base/path.ts";
import { type Bucket, type Credentials, createS3Client, type Patience, type S3Client } from "./s3-client.ts";
import { parseListing } from "./s3-listing.ts";
import { DeployError, type FileState, NOTE, type Note, StaleNoteError, type Store } from "./store.ts";

const DEPLOY_HEADER = "x-amz-meta-broadsheet-deploy";
/** Headers of the note: nobody may keep a list of the files of the site as they were. */
const NOTE_HEADERS = { "content-type": "application/json", "cache-control": "private, no-store" };

/** Names in one answer of a listing. */
const NAMES_IN_PAGE = 1000;
/** Further answers that are read, beyond those that the site itself needs: others may have a million files there. */
const MOST_PAGES_OF_OTHERS = 10;

/** A bucket of Amazon S3 or of a store that speaks its language: R2, Spaces, Ceph. */
export function createS3Store(bucket: Bucket, credentials: Credentials, patience: Patience): Store {
  const { name, ask, fail } = createS3Client(bucket, credentials, patience);
  const findNote = async (method: "GET" | "HEAD"): Promise<Note | null> => {
    const answer = await ask({ method, subject: NOTE });
    if (!answer.ok) {
      const problem = await fail(answer, NOTE);
      if (answer.status === 404 && !problem.message.includes("NoSuchBucket")) return null;
      throw problem;
    }
    if (/^text\/html\b/.test(answer.headers.get("content-type") ?? "")) {
      const message = `${bucket.endpoint} answers with a web page, so it is no store`;
      throw new DeployError(message, "look at the endpoint: a store may have a console for browsers at another port");
    }
    const deploy = answer.headers.get(DEPLOY_HEADER) ?? "";
    return { text: await answer.text(), deploy, version: answer.headers.get("etag") };
  };
  const putNote = async (
    text: string,
    deploy: string,
    condition: Readonly<Record<string, string>>,
  ): Promise<Response> =>
    ask({
      method: "PUT",
      subject: NOTE,
      headers: { ...NOTE_HEADERS, [DEPLOY_HEADER]: deploy, ...condition },
      body: text,
    });

  return {
    name,
    takesHostFiles: false,
    readNote: () => findNote("GET"),
    findDeploy: async () => (await findNote("HEAD"))?.deploy ?? null,
    writeNote: async ({ text, deploy }, replaced): Promise<Note> => {
      let answer = await putNote(text, deploy, toCondition(replaced));
      if (answer.status === 412 || answer.status === 409 || answer.status === 501) {
        const current = await findNote("HEAD");
        if (current?.version !== replaced?.version) throw new StaleNoteError();
        // It is still the note that was read: this store cannot tell versions apart (Ceph 16).
        answer = await putNote(text, deploy, {});
      }
      if (!answer.ok) throw await fail(answer, NOTE);
      return { text, deploy, version: answer.headers.get("etag") };
    },
    findStates: (paths) => findStates(paths, bucket, ask),
    put: async ({ path, bytes, headers: { contentType, cacheControl } }) => {
      const headers = {
        "content-type": contentType,
        ...(cacheControl === "" ? {} : { "cache-control": cacheControl }),
      };
      const answer = await ask({ method: "PUT", subject: path, headers, body: new Uint8Array(bytes) });
      if (!answer.ok) throw await fail(answer, path);
    },
    remove: async (path) => {
      const answer = await ask({ method: "DELETE", subject: path });
      if (!answer.ok && answer.status !== 404) throw await fail(answer, path);
    },
  };
}

/** The states of all files that the bucket lists, or null where it does not list them, or too many. */
async function findStates(
  paths: readonly OutputPath[],
  bucket: Bucket,
  ask: S3Client["ask"],
): Promise<ReadonlyMap<string, FileState> | null> {
  const prefix = bucket.prefix === "" ? "" : `${bucket.prefix}/`;
  const states = new Map<string, FileState>();
  const mostPages = Math.ceil(paths.length / NAMES_IN_PAGE) + MOST_PAGES_OF_OTHERS;
  let next: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ "list-type": "2", prefix, ...(next && { "continuation-token": next }) });
    const answer = await ask({ method: "GET", subject: query });
    // Some keys may not list, and some stores cannot.
    if (!answer.ok) return null;
    const listing = parseListing(await answer.text(), prefix);
    if (listing === null) return null;
    for (const [name, state] of listing.files) states.set(name, state);
    if (listing.next === null) return states;
    next = listing.next;
  }
  return null;
}

/** Writes only over what was read (conditional writes of S3, since 2024). */
function toCondition(replaced: Note | null): Readonly<Record<string, string>> {
  if (replaced === null) return { "if-none-match": "*" };
  return replaced.version === null ? {} : { "if-match": replaced.version };
}
