// SPDX-License-Identifier: Apache-2.0

// node ajv-oracle.mjs SCHEMA [any-style]
// What Ajv says: one body per line on stdin, one answer per line on stdout, in the form of
// `mcp-override-cli validate`.

import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { stdinLines } from "./lines.mjs";

const inStyle = process.argv[3] !== "any-style";
const ajv = new Ajv2020.default({
  strict: true,
  strictTypes: inStyle,
  strictRequired: inStyle,
  allErrors: true,
});
const validate = ajv.compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const escaped = (name) => name.replace(/~/g, "~0").replace(/\//g, "~1");

/** Ajv reports a missing or superfluous property at the object; we report the property itself. */
function pointerOf({ instancePath, params }) {
  const property = params.missingProperty ?? params.additionalProperty;
  return property === undefined ? instancePath : `${instancePath}/${escaped(property)}`;
}

function answer(line) {
  let body;
  try {
    body = JSON.parse(utf8.decode(line));
  } catch {
    return { valid: false, errors: [{ pointer: "", keyword: "json" }] };
  }
  const valid = validate(body);
  const errors = (validate.errors ?? []).map((error) => ({
    pointer: pointerOf(error),
    keyword: error.keyword,
  }));
  return { valid, errors };
}

for await (const line of stdinLines()) process.stdout.write(JSON.stringify(answer(line)) + "\n");
