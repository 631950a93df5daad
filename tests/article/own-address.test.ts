import { expect, test } from "vitest";
import { findOwnAddress, toSiteAddress } from "../../src/article/own-address.ts";

const paper = toSiteAddress("https://bücher.example/paper/");

test.for([
  ["https://bücher.example/paper/news/vote/?a#part", "/news/vote/?a#part"],
  ["HTTP://XN--BCHER-KVA.example/paper/news/", "/news/"],
  ["//b%C3%BCcher.example/paper", "/"],
])("%s is an address of the site, however its host is written", ([address, own]) => {
  expect(findOwnAddress(address as string, paper)).toBe(own);
});

test.for([
  "https://bücher.example/papers/",
  "https://a.example/paper/",
  "/paper/news/",
  "news/",
  "mailto:a@bücher.example",
])("%s is none", (address) => {
  expect(findOwnAddress(address, paper)).toBeNull();
  expect(findOwnAddress(address, null)).toBeNull();
});
