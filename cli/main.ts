#!/usr/bin/env node
/**
 * The command line `xuefa`. Results go to standard output, progress and logs to standard error; exit 0 done, 1 done in
 * part, 2 could not. This file only hands the process over to program.ts.
 */
import { createSystem } from './system.ts'

try {
  // Loaded here and not above: a package that was not installed whole (the database driver comes as a binary for each
  // kind of machine) should give a line that says what to do.
  const { runProgram } = await import('./program.ts')
  process.exitCode = await runProgram(process.argv.slice(2), createSystem())
} catch (error) {
  const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)
  process.stderr.write(`程序没有装好：${reason}。请在程序文件夹中重新运行 npm ci。\n`)
  process.exitCode = 2
}
