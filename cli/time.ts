/** `xuefa time`: the temporal expressions in a text, or with --batch in each line of a file. */
import { z } from 'zod'
import { AppError } from '../knowledge/model/errors.ts'
import { civilDateInShanghai, readTimes, type CivilDate, type TimeMention } from '../knowledge/time/index.ts'
import { readJsonLines } from './json-lines.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'

interface TimeOptions {
  readonly reference?: string
  readonly batch?: string
}

const textLine = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  reference: z.string().nullish(),
})

export async function timeCommand(
  { system, json }: Context,
  text: string | undefined,
  { reference, batch }: TimeOptions,
): Promise<ExitCode> {
  const today = readReference(reference ?? system.now().toISOString())
  if (batch !== undefined) {
    for (const line of readJsonLines(batch, textLine)) {
      const day =
        line.reference === null || line.reference === undefined ? today : readReference(line.reference)
      system.out.write(
        `${JSON.stringify({ id: line.id, mentions: readTimes(line.text, day).map(toJson) })}\n`,
      )
    }
    return Promise.resolve(EXIT.done)
  }
  if (text === undefined) throw new AppError('usage', '请给出要分析的文字，如：xuefa time "每年3月1日前"')
  const mentions = readTimes(text, today)
  system.out.write(json ? `${JSON.stringify({ mentions: mentions.map(toJson) })}\n` : describe(mentions))
  return Promise.resolve(EXIT.done)
}

/** @throws {AppError} usage — not an ISO day or instant. */
function readReference(iso: string): CivilDate {
  try {
    return civilDateInShanghai(iso)
  } catch (cause) {
    const message = `参考日期“${iso}”不对。请用 2026-11-25 或 2026-11-25T08:00:00+08:00 的形式。`
    throw new AppError('usage', message, { cause })
  }
}

/** The shape of docs/contracts.md, then what is known beyond it. */
function toJson({ raw, offset, type, start, end, rrule, duration, ...rest }: TimeMention): unknown {
  return { raw, offset, type, start, end, rrule, duration, ...rest }
}

function describe(mentions: readonly TimeMention[]): string {
  if (mentions.length === 0) return '没有找到时间表述。\n'
  return mentions.map(describeOne).join('')
}

const TYPE_NAMES: Readonly<Record<TimeMention['type'], string>> = {
  deadline: '期限',
  date: '日期',
  period: '期间',
  recurring: '周期',
  'count-per': '频次',
  duration: '时长',
  relative: '相对时间',
  damaged: '破损',
}

function describeOne(mention: TimeMention): string {
  const { raw, type, start, end, rrule, duration, count, explanation, proposals } = mention
  const days = start === end ? start : [start, end].filter(day => day !== null).join(' 至 ')
  const amount = count === undefined ? null : `${count.min ?? ''}–${count.max ?? ''} ${count.unit}`
  const facts = [days, rrule, duration, amount, explanation].filter(
    (fact): fact is string => fact !== null && fact !== undefined && fact !== '',
  )
  const likely = proposals?.[0]?.text
  const proposal = likely === undefined ? '' : `，可能是“${likely}”`
  return `${TYPE_NAMES[type]}  ${raw}  ${facts.join('；')}${proposal}\n`
}
