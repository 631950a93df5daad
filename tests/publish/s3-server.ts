import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
export const REGION = "eu-south-2";

export interface StoredObject {
  readonly body: Buffer;
  readonly headers: IncomingMessage["headers"];
  readonly etag: string;
  readonly modifiedAt: Date;
}

export interface S3Server {
  readonly endpoint: string;
  readonly objects: Map<string, StoredObject>;
  /** `PUT bucket/key`, as they came in. */
  readonly log: string[];
  /** Called before each request is answered; what it gives is answered instead. */
  before: (operation: string) => number | undefined | Promise<void>;
  readonly close: () => Promise<unknown>;
}

/** As much of S3 as a deploy needs, strict where S3 is: signatures, hashes of bodies, conditional writes. */
export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, StoredObject>();
  const log: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const key = decodeURIComponent(path.slice(1));
    const operation = `${request.method} ${key}`;
    log.push(operation);
    const instead = await s3.before(operation);
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status)
        .end(`<Error><Code>${code}</Code><Message>No.</Message><Key>${KEYS.accessKeyId}</Key></Error>`);
    const problem = findSignatureProblem(request, body);
    const found = objects.get(key);
    if (typeof instead === "number") refuse(instead, "SlowDown");
    else if (problem !== null) refuse(403, problem);
    else if (request.method === "PUT") {
      const { "if-match": match, "if-none-match": none } = request.headers;
      if ((none === "*" && found !== undefined) || (match !== undefined && match !== found?.etag)) {
        refuse(412, "PreconditionFailed");
        return;
      }
      const etag = `"${createHash("md5").update(body).digest("hex")}"`;
      objects.set(key, { body, headers: request.headers, etag, modifiedAt: new Date() });
      response.writeHead(200, { etag }).end();
    } else if (request.method === "DELETE") {
      objects.delete(key);
      response.writeHead(204).end();
    } else if (query !== "") {
      response.writeHead(200).end(toListing(objects, key, new URLSearchParams(query)));
    } else if (found === undefined) refuse(404, "NoSuchKey");
    else {
      const meta = Object.entries(found.headers).filter(([name]) => name.startsWith("x-amz-meta-"));
      response.writeHead(200, { etag: found.etag, ...Object.fromEntries(meta) });
      response.end(request.method === "HEAD" ? undefined : found.body);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const s3: S3Server = {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    log,
    before: () => undefined,
    close: () => new Promise((done) => server.close(done).closeAllConnections()),
  };
  return s3;
}

/** Of a bucket: seven names in each answer. */
function toListing(objects: S3Server["objects"], bucket: string, query: URLSearchParams): string {
  const start = `${bucket}/${query.get("prefix") ?? ""}`;
  const names = [...objects.keys()].filter((key) => key.startsWith(start)).sort();
  const from = Number(query.get("continuation-token") ?? 0);
  const contents = names.slice(from, from + 7).map((name) => {
    const { body, modifiedAt } = objects.get(name) as StoredObject;
    const key = name.slice(bucket.length + 1).replaceAll("&", "&amp;");
    const state = `<LastModified>${modifiedAt.toISOString()}</LastModified><Size>${body.length}</Size>`;
    return `<Contents><Key>${key}</Key>${state}</Contents>`;
  });
  const isMore = from + 7 < names.length;
  const next = isMore ? `<NextContinuationToken>${from + 7}</NextContinuationToken>` : "";
  return `<ListBucketResult><IsTruncated>${isMore}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`;
}

const toSha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
const sign = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * AWS Signature Version 4, written from its specification ("Create a signed AWS API request") and not from our client.
 */
function findSignatureProblem({ method, url = "", headers }: IncomingMessage, body: Buffer): string | null {
  if (headers["x-amz-content-sha256"] !== toSha256(body)) return "XAmzContentSHA256Mismatch";
  const [, credential = "", signed = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  const [id, day = "", region = "", service = "", last = ""] = credential.split("/");
  const moment = String(headers["x-amz-date"]);
  if (id !== KEYS.accessKeyId) return "InvalidAccessKeyId";
  if (region !== REGION || service !== "s3" || last !== "aws4_request") return "AuthorizationHeaderMalformed";
  if (!moment.startsWith(day) || !/^\d{8}T\d{6}Z$/.test(moment)) return "RequestTimeTooSkewed";
  const names = signed.split(";");
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.includes(name))) return "AccessDenied";
  const [path = "", query = ""] = url.split("?");
  const canonical = [
    method,
    path,
    query.split("&").sort().join("&"),
    ...names.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/ +/g, " ")}`),
    "",
    signed,
    toSha256(body),
  ].join("\n");
  const scope = `${day}/${region}/${service}/${last}`;
  const text = ["AWS4-HMAC-SHA256", moment, scope, toSha256(canonical)].join("\n");
  const key = [day, region, service, last].reduce<string | Buffer>(sign, `AWS4${KEYS.secretAccessKey}`);
  return sign(key, text).toString("hex") === signature ? null : "SignatureDoesNotMatch";
}
