// SPDX-License-Identifier: Apache-2.0

/**
 * The lines of stdin as they are, in bytes: readline would take a lone carriage return for the end
 * of a line and repair broken UTF-8.
 */
export async function* stdinLines() {
  let parts = [];
  for await (const chunk of process.stdin) {
    let start = 0;
    for (let end; (end = chunk.indexOf(0x0a, start)) >= 0; start = end + 1) {
      parts.push(chunk.subarray(start, end));
      yield Buffer.concat(parts);
      parts = [];
    }
    parts.push(chunk.subarray(start));
  }
  const last = Buffer.concat(parts);
  if (last.length > 0) yield last;
}
