#!/usr/bin/env node
/**
 * The command line `xuefa`. Results go to standard output, progress and logs to standard error; exit 0 done, 1 done in
 * part, 2 could not. This file only hands the process over to program.ts.
 */
import { runProgram } from './program.ts'
import { createSystem } from './system.ts'

process.exitCode = await runProgram(process.argv.slice(2), createSystem())
