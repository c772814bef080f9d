#!/usr/bin/env node
/**
 * The command line `xuefa`. Results go to standard output, progress and logs to standard error; exit 0 done, 1 done in
 * part, 2 could not. This file only hands the process over to program.ts.
 */
import { notInstalledMessage } from './not-installed.ts'
import { createSystem } from './system.ts'

try {
  // Loaded here and not above: a package that was not installed whole (the database driver comes as a binary for each
  // kind of machine) should give a line that says what to do.
  const { runProgram } = await import('./program.ts')
  process.exitCode = await runProgram(process.argv.slice(2), createSystem())
} catch (error) {
  process.stderr.write(`${notInstalledMessage(error)}\n`)
  process.exitCode = 2
}
