/** Reads a file of one JSON object a line. In: a path and a check. Out: the objects; a bad line is named. */
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { AppError } from '../knowledge/model/errors.ts'

/** A line that is not blank, read when asked, so that one bad line need not stop the others. */
export interface JsonLine<T> {
  /** File and number of the line, for messages. */
  readonly where: string
  /** @throws {AppError} usage — the line is not of the expected form. */
  readonly read: () => T
}

/** @throws {AppError} usage — the file cannot be read, or a line is not of the expected form. */
export function readJsonLines<T>(path: string, schema: z.ZodType<T>): T[] {
  return jsonLines(path, schema).map(({ read }) => read())
}

/** @throws {AppError} usage — the file cannot be read. */
export function jsonLines<T>(path: string, schema: z.ZodType<T>): JsonLine<T>[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('usage', `无法读取 ${path}。请检查文件名。`, { path, cause })
  }
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return []
    const where = `${path} 第 ${index + 1} 行`
    return [{ where, read: () => readLine(line, schema, where) }]
  })
}

function readLine<T>(line: string, schema: z.ZodType<T>, where: string): T {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new AppError('usage', `${where}不是 JSON。每行应是一个 JSON 对象。`, { cause })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('usage', `${where}的“${issue?.path.join('.') ?? ''}”不符合要求。`, {
    cause: parsed.error,
  })
}
