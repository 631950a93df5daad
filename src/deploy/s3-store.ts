import { hash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { type OutputPath, toUrlPath } from "../base/path.ts";
import { parseListing } from "./s3-listing.ts";
import { DeployError, type FileState, NOTE, type Note, StaleNoteError, type Store } from "./store.ts";

export interface Bucket {
  readonly bucket: string;
  /** Without slashes around it; empty for the bucket itself. */
  readonly prefix: string;
  /** Without a slash at the end: `https://s3.eu-west-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly region: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Patience {
  /** Waits, in ms. */
  readonly wait: (ms: number) => Promise<void>;
}

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 250;
const LONGEST_ANSWER_MS = 30_000;
/** Bytes in a ms: films go over slow lines too, many at once. */
const SLOWEST_LINE = 32;
const DEPLOY_HEADER = "x-amz-meta-broadsheet-deploy";
/** Pages that name the files of the site as they were are not to be kept anywhere. */
const NOTE_HEADERS = { "content-type": "application/json", "cache-control": "private, no-store" };

interface Asked {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  /** A file, or which files there are. */
  readonly subject: OutputPath | URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
}

/**
 * Answers of a listing with a thousand names each, beyond those that the site itself needs: others may have a million
 * files there.
 */
const MOST_PAGES_OF_OTHERS = 10;

/** A bucket of Amazon S3 or of a store that speaks its language: R2, Spaces, Ceph. */
export function createS3Store(bucket: Bucket, credentials: Credentials, { wait }: Patience): Store {
  const name = `s3://${[bucket.bucket, bucket.prefix].filter((part) => part !== "").join("/")}`;
  const base = `${bucket.endpoint}/${name.slice("s3://".length)}`;
  const client = new AwsClient({ ...credentials, service: "s3", region: bucket.region, retries: 0 });

  const toUrl = (subject: Asked["subject"]): string =>
    subject instanceof URLSearchParams
      ? `${bucket.endpoint}/${bucket.bucket}?${subject}`
      : `${base}${toUrlPath(`/${subject}`)}`;
  const fail = (answer: Response | Error, subject: Asked["subject"]) =>
    toDeployError(answer, { ...bucket, name, subject });

  /** Answers of servers that are busy or broken, and no answer at all, are asked for again after a while. */
  const ask = async ({ method, subject, headers = {}, body = "" }: Asked): Promise<Response> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await client
        .fetch(toUrl(subject), {
          method,
          // What a store leads on to is another place than was signed for.
          redirect: "manual",
          headers: { ...headers, "x-amz-content-sha256": hash("sha256", body, "hex") },
          signal: AbortSignal.timeout(LONGEST_ANSWER_MS + Math.ceil(body.length / SLOWEST_LINE)),
          ...(method === "PUT" ? { body } : {}),
        })
        .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      const isBusy = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      if (!isBusy || (!(answer instanceof Error) && answer.status === 501)) return answer;
      if (attempt === ATTEMPTS) throw await fail(answer, subject);
      await wait(FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  };
  const expectOk = async (asked: Asked): Promise<Response> => {
    const answer = await ask(asked);
    if (!answer.ok) throw await fail(answer, asked.subject);
    return answer;
  };
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
        // It is the note that was read: this store cannot tell versions apart (Ceph 16).
        answer = await putNote(text, deploy, {});
      }
      if (!answer.ok) throw await fail(answer, NOTE);
      return { text, deploy, version: answer.headers.get("etag") };
    },
    findStates: async (paths) => {
      const prefix = bucket.prefix === "" ? "" : `${bucket.prefix}/`;
      const states = new Map<string, FileState>();
      let next: string | null = null;
      const most = Math.ceil(paths.length / 1000) + MOST_PAGES_OF_OTHERS;
      for (let page = 0; page < most; page++) {
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
    },
    put: async ({ path, bytes, headers: { contentType, cacheControl } }) => {
      const headers = {
        "content-type": contentType,
        ...(cacheControl === "" ? {} : { "cache-control": cacheControl }),
      };
      await expectOk({ method: "PUT", subject: path, headers, body: new Uint8Array(bytes) });
    },
    remove: async (path) => {
      const answer = await ask({ method: "DELETE", subject: path });
      if (!answer.ok && answer.status !== 404) throw await fail(answer, path);
    },
  };
}

/** Writes only over what was read (conditional writes of S3, since 2024). */
function toCondition(replaced: Note | null): Readonly<Record<string, string>> {
  if (replaced === null) return { "if-none-match": "*" };
  return replaced.version === null ? {} : { "if-match": replaced.version };
}

/** What was asked of whom. */
interface Failed extends Pick<Bucket, "endpoint">, Pick<Asked, "subject"> {
  /** The bucket's. */
  readonly name: string;
}

/** Of an answer only its code and message are told: S3 repeats keys and signatures in the rest. */
async function toDeployError(answer: Response | Error, { name, endpoint, subject }: Failed): Promise<DeployError> {
  if (answer instanceof Error) {
    return new DeployError(
      `${endpoint} does not answer for ${name}: ${toReason(answer)}`,
      "look at the endpoint and the network, and deploy again",
    );
  }
  const text = await answer.text().catch(() => "");
  const [code, message] = ["Code", "Message"].map((tag) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1]);
  const reason = [code, message].filter((part) => part !== undefined && part !== "").join(": ");
  const region = answer.headers.get("x-amz-bucket-region");
  const what = subject instanceof URLSearchParams ? "a listing" : subject;
  return new DeployError(
    `${name} refused ${what} with ${answer.status}${reason === "" ? "" : ` (${reason})`}`,
    region !== null && answer.status < 403
      ? `set the target's region or AWS_REGION to ${region}, where the bucket is`
      : (ADVICE[answer.status] ?? "deploy again; what was not sent yet is sent then"),
  );
}

/** Node's reason why there is no answer; of a name with several addresses the first, for the whole has no message. */
function toReason({ message, cause }: Error): string {
  const [first = cause] = cause instanceof AggregateError ? (cause.errors as readonly unknown[]) : [];
  const { code = "", message: reason = message } = first instanceof Error ? (first as NodeJS.ErrnoException) : {};
  return REASONS[code] ?? reason.trim();
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "no server is there",
  ENOTFOUND: "there is no such host",
  ERR_SSL_WRONG_VERSION_NUMBER: "the server there speaks http and not https",
};

const WRONG_REGION = "look at region and endpoint of the target, or AWS_REGION and AWS_ENDPOINT_URL";

const ADVICE: Readonly<Record<number, string>> = {
  301: WRONG_REGION,
  307: WRONG_REGION,
  400: WRONG_REGION,
  401: "look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  403: "look at bucket, region and keys; these must be allowed to list the bucket, and to read, write and delete in it",
  404: "look at the name of the bucket and the endpoint",
};
