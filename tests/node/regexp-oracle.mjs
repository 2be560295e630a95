// SPDX-License-Identifier: Apache-2.0

// What RegExp says under the flag u: {"pattern":…,"subjects":[…]} per line on stdin,
// {"accepted":bool,"matches":[bool…]} per line on stdout.

import { stdinLines } from "./lines.mjs";

function answer({ pattern, subjects }) {
  let expression;
  try {
    expression = new RegExp(pattern, "u");
  } catch {
    return { accepted: false, matches: [] };
  }
  return { accepted: true, matches: subjects.map((subject) => expression.test(subject)) };
}

for await (const line of stdinLines())
  process.stdout.write(JSON.stringify(answer(JSON.parse(line.toString()))) + "\n");
