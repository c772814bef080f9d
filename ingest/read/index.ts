/** The door of the read stage: files and folders in, decoded text or a worded failure out. */
export { DEFAULT_READ_LIMITS, readFileText, type ReadLimits, type ReadResult } from './read-file.ts'
export { findFiles, type FailedFile, type FoundFile, type FoundFiles, type SkippedFile } from './walk.ts'
export { type Encoding } from './decode.ts'
export { displayName } from './failures.ts'
export { type TextFormat } from './format.ts'
