import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolders, writeFiles } from './library.ts'
import { ONE_LINE, run, type Ran } from './run.ts'

const newFolder = temporaryFolders()
let folder = ''

const LINES = [
  '{"id":"a","text":"每年3月1日前报告"}',
  'not json',
  '',
  '{"id":2}',
  '{"id":3,"text":"明天","reference":"soon"}',
  '{"id":4,"text":"明天","reference":"2026-11-25T23:30:00+08:00"}',
]

const xuefa = (...args: string[]): Promise<Ran> => run(['time', ...args], { workingFolder: folder })

beforeAll(() => {
  folder = writeFiles(newFolder(), {
    'mixed.jsonl': LINES.join('\n'),
    'sound.jsonl': [LINES[0], LINES[5]].join('\n'),
  })
})

interface Answer {
  readonly id: string | number
  readonly mentions: readonly { readonly raw: string; readonly end: string | null }[]
}

const answers = ({ out }: Ran): Answer[] =>
  out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Answer)

describe('time', () => {
  it('answers the fields of the contract', async () => {
    const ran = await xuefa('明年1月10日前', '--reference', '2026-11-25', '--json')
    expect(ran.code).toBe(0)
    expect(ran.json()).toEqual({
      mentions: [
        {
          raw: '明年1月10日前',
          offset: 0,
          type: 'deadline',
          start: null,
          end: '2027-01-10',
          rrule: null,
          duration: null,
          inclusive: 'before',
        },
      ],
    })
  })

  it.each([
    ['每年3月1日前', '周期  每年3月1日前  接下来 2027-03-01、2028-03-01、2029-03-01'],
    ['每季度', '周期  每季度'],
    ['每人每年不少于40学时', '频次  每人每年不少于40学时  每人每年至少40学时'],
    ['每年3至5次', '频次  每年3至5次  每年3至5次'],
    ['每年不超过2次', '频次  每年不超过2次  每年至多2次'],
    ['收到申请后5个工作日内', '相对时间  收到申请后5个工作日内  5个工作日'],
    ['一年以上三年以下', '时长  一年以上三年以下  1年至3年'],
    ['不少于30分钟', '时长  不少于30分钟  至少30分钟'],
    ['一年六个月内', '时长  一年六个月内  至多1年6个月'],
    ['2027年6月起', '期间  2027年6月起  2027-06-01 起'],
    ['2027年6月底前', '期限  2027年6月底前  截止 2027-06-30'],
    [
      '每年31日前',
      '破损  每年31日前  “每年31日前”只有日而没有月，年度期限须有月份，应有字符脱落。可能是“每年3月1日前”，请核实。',
    ],
    ['会前学法', '没有找到时间表述。'],
  ])('shows %s so that people can read it', async (text, line) => {
    expect((await xuefa(text, '--reference', '2026-11-25')).out).toBe(`${line}\n`)
  })

  it.each([
    ['a day that does not exist', ['明天', '--reference', '2026-13-01'], '2026-13-01'],
    ['no text', [], 'xuefa time'],
    ['a missing file', ['--batch', 'nowhere.jsonl'], 'nowhere.jsonl'],
    ['a text and a file', ['明天', '--batch', 'sound.jsonl'], '--batch'],
  ])('refuses %s in one line', async (_, args, named) => {
    const ran = await xuefa(...args)
    expect(ran.code).toBe(2)
    expect(ran.out).toBe('')
    expect(ran.err).toMatch(ONE_LINE)
    expect(ran.err).toContain(named)
  })
})

describe('time --batch', () => {
  it('answers each line in its order, each by its own reference', async () => {
    const ran = await xuefa('--batch', join(folder, 'sound.jsonl'), '--reference', '2026-01-05')
    expect(ran.code).toBe(0)
    expect(ran.err).toBe('')
    expect(answers(ran)).toMatchObject([
      { id: 'a', mentions: [{ raw: '每年3月1日前', end: null }] },
      { id: 4, mentions: [{ raw: '明天', end: '2026-11-26' }] },
    ])
  })

  it('names every bad line, answers the others and ends as done in part', async () => {
    const ran = await xuefa('--batch', join(folder, 'mixed.jsonl'))
    expect(ran.code).toBe(1)
    expect(answers(ran).map(({ id }) => id)).toEqual(['a', 4])
    const problems = ran.err.trimEnd().split('\n')
    expect(problems).toHaveLength(3)
    for (const [index, line] of ['第 2 行', '第 4 行', '第 5 行'].entries())
      expect(problems[index]).toContain(line)
  })
})
