#!/usr/bin/env node
// What `nashr` starts (dist/cli.js): loads the bundled command line of cli.ts with its code cache and runs it.
import { fileURLToPath } from 'node:url';
import { loadProgram } from './load-program.ts';

await loadProgram(fileURLToPath(import.meta.url)).run();
// All is written. Leaving now spares the taking down of the heap, 20 ms; a slow reader of the output is waited for.
// What could not be written is still to be told (cli.ts).
const isWritten = process.stdout.errored === null && process.stdout.writableLength === 0;
if (isWritten && process.stderr.writableLength === 0) process.exit();
