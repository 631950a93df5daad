import { hash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { type OutputPath, toUrlPath } from "../base/path.ts";
import { DeployError } from "./store.ts";

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
/** Bytes in a ms, which decides how long an answer may take: films go over slow lines too, many at once. */
const SLOWEST_LINE = 32;

/** What is particular to one request to a bucket. */
export interface Asked {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  /** A file, or which files there are. */
  readonly subject: OutputPath | URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
}

export interface S3Client {
  /** `s3://bucket/folder`, as people call it. */
  readonly name: string;
  /** Sends a request. If the server is busy or broken, or gives no answer, it is sent again after a while. */
  readonly ask: (asked: Asked) => Promise<Response>;
  /** Says what a refusal means to those who deploy. */
  readonly fail: (answer: Response | Error, subject: Asked["subject"]) => Promise<DeployError>;
}

/** Signs what is asked of a bucket, and asks for it. */
export function createS3Client(bucket: Bucket, credentials: Credentials, { wait }: Patience): S3Client {
  const name = `s3://${[bucket.bucket, bucket.prefix].filter((part) => part !== "").join("/")}`;
  const base = `${bucket.endpoint}/${name.slice("s3://".length)}`;
  const client = new AwsClient({ ...credentials, service: "s3", region: bucket.region, retries: 0 });
  const toUrl = (subject: Asked["subject"]): string =>
    subject instanceof URLSearchParams
      ? `${bucket.endpoint}/${bucket.bucket}?${subject}`
      : `${base}${toUrlPath(`/${subject}`)}`;
  const fail: S3Client["fail"] = (answer, subject) => toDeployError(answer, { ...bucket, name, subject });
  const askOnce = async ({ method, subject, headers = {}, body = "" }: Asked): Promise<Response | Error> =>
    client
      .fetch(toUrl(subject), {
        method,
        // A redirect leads to another place than was signed for.
        redirect: "manual",
        headers: { ...headers, "x-amz-content-sha256": hash("sha256", body, "hex") },
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS + Math.ceil(body.length / SLOWEST_LINE)),
        ...(method === "PUT" ? { body } : {}),
      })
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  const ask = async (asked: Asked): Promise<Response> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await askOnce(asked);
      if (!(answer instanceof Error) && !isBusy(answer.status)) return answer;
      if (attempt === ATTEMPTS) throw await fail(answer, asked.subject);
      await wait(FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  };
  return { name, ask, fail };
}

/** Whether another try may help. 501 says that the store does not know the request, and will say so again. */
function isBusy(status: number): boolean {
  return (status >= 500 && status !== 501) || status === 429;
}

/** What was asked of whom. */
interface Failed extends Pick<Bucket, "endpoint">, Pick<Asked, "subject"> {
  /** The bucket's. */
  readonly name: string;
}

/** Turns an answer into an error. Only its code and message are told: S3 repeats keys and signatures in the rest. */
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

/**
 * Node's reason why there is no answer. For a name with several addresses it is that of the first, since the whole has
 * no message.
 */
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
