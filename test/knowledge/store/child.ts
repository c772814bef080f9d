/**
 * A process of its own that the tests start, watch by its lines on standard output, and kill.
 *   publish <folder> <documents>   opens the store, then publishes new versions of the documents for ever
 *   once <folder> <name>           opens the store, publishes one document, ends
 *   lock <folder> <owner>          takes the ingest lock and holds it for ever
 *   read-only-disk <folder>        tries to open the store for writing, then for reading; prints what came of it
 */
import { writeSync } from 'node:fs'
import { AppError } from '../../../knowledge/model/errors.ts'
import { openStore, type Store } from '../../../knowledge/store/index.ts'
import { now, publication } from './child-publications.ts'

const [command = '', folder = '', argument = ''] = process.argv.slice(2)

/** Written at once: a line buffered in a killed process would be lost. */
function say(line: string): void {
  writeSync(1, `${line}\n`)
}

function open(readOnly = false): Promise<Store> {
  return openStore({ dataDir: folder, now, readOnly })
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'opened'
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

async function run(): Promise<void> {
  say('started')
  if (command === 'publish') {
    const store = await open()
    for (let version = 1; ; version += 1) {
      const next = publication(version % Number(argument), version)
      // After this line the process does nothing but publish, so that a kill soon after it meets a publish.
      say(String(store.revision()))
      store.publish(next)
    }
  }
  if (command === 'once') {
    const store = await open()
    store.publish(publication(Number(argument), 1))
    store.close()
  }
  if (command === 'lock') {
    const store = await open()
    store.acquireIngestLock(argument)
    say('locked')
    setInterval(() => undefined, 1_000_000)
  }
  if (command === 'read-only-disk') {
    say(`write: ${await codeOf(open())}`)
    const store = await open(true)
    say(`read: ${store.counts().documents}`)
  }
}

await run()
