/** `xuefa time`: the temporal expressions in a text, or with --batch in each line of a file. */
import { z } from 'zod'
import { AppError } from '../knowledge/model/errors.ts'
import { civilDateInShanghai, readTimes, type CivilDate, type TimeMention } from '../knowledge/time/index.ts'
import { jsonLines, type JsonLine } from './json-lines.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'
import { describeTimes } from './time-text.ts'

interface TimeOptions {
  readonly reference?: string
  readonly batch?: string
}

const textLine = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  reference: z.string().nullish(),
})

type TextLine = z.infer<typeof textLine>

export async function timeCommand(
  { system, json }: Context,
  text: string | undefined,
  { reference, batch }: TimeOptions,
): Promise<ExitCode> {
  const today = readReference(reference ?? system.now().toISOString())
  if (batch !== undefined) {
    if (text !== undefined) throw new AppError('usage', '文字和 --batch 只能给出一个。')
    return Promise.resolve(timesOfLines(system, jsonLines(batch, textLine), today))
  }
  if (text === undefined) throw new AppError('usage', '请给出要分析的文字，如 xuefa time "每年3月1日前"。')
  const mentions = readTimes(text, today)
  system.out.write(
    json ? `${JSON.stringify({ mentions: mentions.map(toJson) })}\n` : describeTimes(mentions, today),
  )
  return Promise.resolve(EXIT.done)
}

/** One answer a line, in the same order. A bad line is named on standard error and has no answer; the others go on. */
function timesOfLines(
  system: Context['system'],
  lines: readonly JsonLine<TextLine>[],
  today: CivilDate,
): ExitCode {
  let exit: ExitCode = EXIT.done
  for (const line of lines) {
    try {
      system.out.write(`${JSON.stringify(timesOfLine(line, today))}\n`)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      system.err.write(`${error.message}\n`)
      exit = EXIT.inPart
    }
  }
  return exit
}

/** @throws {AppError} usage — the line is not of the expected form. */
function timesOfLine({ where, read }: JsonLine<TextLine>, today: CivilDate): unknown {
  const { id, text, reference } = read()
  const day = reference === null || reference === undefined ? today : readReference(reference, `${where}：`)
  return { id, mentions: readTimes(text, day).map(toJson) }
}

/** @throws {AppError} usage — not an ISO day or instant. */
function readReference(iso: string, where = ''): CivilDate {
  try {
    return civilDateInShanghai(iso)
  } catch (cause) {
    const message = `${where}参考日期“${iso}”不对。请用 2026-11-25 或 2026-11-25T08:00:00+08:00 的形式。`
    throw new AppError('usage', message, { cause })
  }
}

/** The shape of docs/contracts.md, then what is known beyond it. */
function toJson({ raw, offset, type, start, end, rrule, duration, ...rest }: TimeMention): unknown {
  return { raw, offset, type, start, end, rrule, duration, ...rest }
}
