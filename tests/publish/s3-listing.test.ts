import { expect, test } from "vitest";
import { parseListing } from "../../src/deploy/s3-listing.ts";

const toListing = (inner: string) =>
  `<?xml version="1.0"?>\n<ListBucketResult xmlns="http://s3.test/">${inner}</ListBucketResult>`;

test("a page of a listing says of each file below the prefix its size and time, and how the next page is asked for", () => {
  const own = "<Key>paper/a&amp;b.html</Key><LastModified>2026-01-15T12:00:00.000Z</LastModified><Size>12</Size>";
  const xml = toListing(
    `<IsTruncated>true</IsTruncated><NextContinuationToken>n&#x3d;</NextContinuationToken>
     <Contents>${own}<Owner><ID>someone</ID></Owner></Contents><Contents><Key>other/c</Key></Contents>`,
  );
  const state = { size: 12, modifiedAt: Date.UTC(2026, 0, 15, 12) };
  expect(parseListing(xml, "paper/")).toEqual({ files: [["a&b.html", state]], next: "n=" });
  const last = xml.replace("<IsTruncated>true", "<IsTruncated>false");
  expect(parseListing(last, "paper/")).toEqual({ files: [["a&b.html", state]], next: null });
});

test("the page of a proxy is no listing, and not an empty one either", () => {
  expect(parseListing("<html><body><p>Log in</p></body></html>", "")).toBeNull();
  expect(parseListing("<!doctype html><p>Log in<br>", "")).toBeNull();
  expect(parseListing(toListing("<IsTruncated>false</IsTruncated>"), "")).toEqual({ files: [], next: null });
});
