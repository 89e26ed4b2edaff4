#!/usr/bin/env node
// What `nashr` starts (dist/cli.js): loads the bundled command line of cli.ts with its code cache and runs it.
import { fileURLToPath } from 'node:url';
import { loadProgram } from './load-program.ts';

await loadProgram(fileURLToPath(import.meta.url)).run();
