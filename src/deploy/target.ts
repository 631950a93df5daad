import { resolve } from "node:path";
import { quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import type { TargetOptions } from "../config.ts";
import { createFolderStore } from "./folder-store.ts";
import type { Patience } from "./s3-client.ts";
import { createS3Store } from "./s3-store.ts";
import type { Store } from "./store.ts";

/** What was asked for cannot be a target. The message says what can. */
export class TargetError extends Error {}

export type Variables = Readonly<Record<string, string | undefined>>;

/** The target of this name, or at this address; without either, the first of the configuration. */
export function resolveTarget(
  given: string | undefined,
  targets: Readonly<Record<string, TargetOptions>>,
): TargetOptions {
  const names = Object.keys(targets);
  const name = given ?? names[0];
  if (name === undefined) {
    throw new TargetError('say where to with --target, or with deploy: { live: "s3://bucket" } in the configuration');
  }
  const known = targets[name];
  if (known !== undefined) return known;
  if (/[/\\]|^\.+$/.test(name)) return { to: name, endpoint: null, region: null };
  const nearest = findNearest(name, names);
  const hint = nearest === null ? "a folder is written with a slash: ./name" : `did you mean ${nearest}?`;
  throw new TargetError(`the configuration has no deploy target ${quote(name)}; ${hint}`);
}

/** The folder that a target is; null for a bucket. */
export function findTargetFolder({ to }: TargetOptions, root: string): string | null {
  // One letter is a drive of Windows; s3:/bucket, with a slash left out, and user@host:/srv/www are no folders.
  return /^[^/\\]{2,}:/.test(to) ? null : resolve(root, to);
}

/** Opens a target. Keys come only from the environment, under the names that every tool for S3 knows. */
export function openTarget(target: TargetOptions, root: string, variables: Variables, patience: Patience): Store {
  const folder = findTargetFolder(target, root);
  if (folder !== null) return createFolderStore(folder);
  const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]*)(?:\/(.*))?$/.exec(target.to) ?? [];
  if (bucket === undefined) {
    const advice = isOnHost(target.to)
      ? "what lies on another machine is for rsync: see docs/guides/deploy.md"
      : "write s3://bucket/folder, or a folder of this machine";
    throw new TargetError(`${quote(target.to)} is no target; ${advice}`);
  }
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = variables;
  if (!accessKeyId || !secretAccessKey) {
    const needed = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment";
    const advice = 'where you use the AWS command line: eval "$(aws configure export-credentials --format env)"';
    throw new TargetError(`${target.to} needs ${needed}; ${advice}`);
  }
  const region = target.region ?? (variables.AWS_REGION || variables.AWS_DEFAULT_REGION || "us-east-1");
  const endpoint = target.endpoint ?? findEndpoint(variables) ?? `https://s3.${region}.amazonaws.com`;
  const place = { bucket, prefix: prefix.replace(/^\/+|\/+$/g, ""), endpoint, region };
  const credentials = {
    accessKeyId,
    secretAccessKey,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
  return createS3Store(place, credentials, patience);
}

/** `user@host:/srv/www`, `host:www`, and addresses of rsync, SSH and FTP. */
function isOnHost(to: string): boolean {
  return /^(?:(?:rsync|ssh|sftp|ftps?):\/\/|(?!s3:)[^/\\:]+:(?!\/\/))/i.test(to);
}

/** The store's address in the environment, without a slash at the end; null for none. */
function findEndpoint(variables: Variables): string | null {
  const name = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"].find((candidate) => variables[candidate]);
  if (name === undefined) return null;
  const given = variables[name] ?? "";
  if (/^https?:$/.test(URL.parse(given)?.protocol ?? "")) return given.replace(/\/+$/, "");
  throw new TargetError(`${name} is ${quote(given)}, which is no address; write https://s3.eu-west-1.amazonaws.com`);
}
