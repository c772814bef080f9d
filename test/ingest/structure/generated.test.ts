import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toChineseNumeral } from '../../../knowledge/text/numerals.ts'
import { expectLossless, structure } from './support.ts'

const HEADINGS = [
  '健全工作机制',
  '完善考核办法',
  '加强队伍建设',
  '优化服务流程',
  '推进信息公开',
  '规范文件管理',
  '落实普法责任',
  '化解矛盾纠纷',
  '提升监督实效',
  '保障经费投入',
]
const BODY = '各单位要按照职责分工抓好落实，重要情况及时报告区司法局，年底前集中通报一次。'

interface Section {
  readonly heading: string
  readonly runIn: boolean
  readonly items: number
}

interface Plan {
  readonly chapters: readonly (readonly Section[])[]
  readonly restarts: boolean
}

interface Expected {
  readonly label: string
  readonly heading: string | null
  readonly level: number
}

const section: fc.Arbitrary<Section> = fc.record({
  heading: fc.constantFrom(...HEADINGS),
  runIn: fc.boolean(),
  items: fc.integer({ min: 0, max: 3 }).map(items => (items === 1 ? 0 : items)),
})
const plan: fc.Arbitrary<Plan> = fc.record({
  chapters: fc.array(fc.array(section, { minLength: 2, maxLength: 7 }), { minLength: 1, maxLength: 6 }),
  restarts: fc.boolean(),
})

interface Drawn {
  readonly lines: readonly {
    readonly label: string
    readonly rest: string
    readonly isSection: boolean
    readonly isLast: boolean
  }[]
  readonly units: readonly Expected[]
}

function draw({ chapters, restarts }: Plan): Drawn {
  const lines: { label: string; rest: string; isSection: boolean; isLast: boolean }[] = []
  const units: Expected[] = []
  let number = 0
  chapters.forEach((sections, c) => {
    const title = `${HEADINGS[c] ?? ''}，推动高质量发展`
    lines.push({ label: `${toChineseNumeral(c + 1)}、`, rest: title, isSection: false, isLast: false })
    units.push({ label: `${toChineseNumeral(c + 1)}、`, heading: title.replace('，', ','), level: 1 })
    if (restarts) number = 0
    sections.forEach(({ heading, runIn, items }, s) => {
      number++
      const label = `(${toChineseNumeral(number)})`
      const isLast = s === sections.length - 1
      lines.push({ label, rest: runIn ? `${heading}。${BODY}` : heading, isSection: true, isLast })
      if (!runIn) lines.push({ label: '', rest: BODY, isSection: false, isLast: false })
      units.push({ label, heading, level: 2 })
      for (let i = 1; i <= items; i++) {
        lines.push({ label: `${i}.`, rest: BODY, isSection: false, isLast: false })
        units.push({ label: `${i}.`, heading: null, level: 3 })
      }
    })
  })
  return { lines, units }
}

const render = (lines: Drawn['lines']): string => lines.map(line => line.label + line.rest).join('\n')
const read = (text: string): Expected[] =>
  structure(text).units.map(unit => ({
    label: unit.expectedLabel ?? unit.label,
    heading: unit.heading,
    level: unit.level,
  }))

describe('outlines that were drawn', () => {
  it('are read back with the same labels, headings and levels', () => {
    fc.assert(
      fc.property(plan, drawn => {
        const { lines, units } = draw(drawn)
        expect(read(render(lines))).toEqual(units)
      }),
      { numRuns: 300, seed: 20260310 },
    )
  })

  it('cause no warning', () => {
    fc.assert(
      fc.property(plan, drawn => {
        expect(structure(render(draw(drawn).lines)).warnings).toEqual([])
      }),
      { numRuns: 200, seed: 20260311 },
    )
  })

  it('are restored where labels lost characters, as long as the neighbours and the last one are whole', () => {
    fc.assert(
      fc.property(plan, fc.infiniteStream(fc.nat(7)), (drawn, chance) => {
        const { lines, units } = draw(drawn)
        let sinceDamage = 2
        const damaged = lines.map(line => {
          if (!line.isSection) return line
          const spare = line.isLast || sinceDamage < 2
          sinceDamage = spare ? sinceDamage + 1 : 0
          if (spare) return line
          const mask = Number(chance.next().value)
          return {
            ...line,
            label: [...line.label].filter((_, i) => (mask & (1 << Math.min(i, 2))) !== 0).join(''),
          }
        })
        expect(read(render(damaged)).map(unit => unit.label)).toEqual(units.map(unit => unit.label))
      }),
      { numRuns: 400, seed: 20260312 },
    )
  })
})

/** Pieces of which pages are made, whole and broken, in any order. */
const fragment = fc.constantFrom(
  '一、总体要求',
  '二、重点任务',
  '（一）健全机制。',
  '（二）加强保障',
  '(十',
  ')完善办法',
  '二十)推进公开',
  '二十发挥作用',
  '（五）、（六）项所列',
  '㈠',
  '⒈',
  '第一编',
  '第一章　总则',
  '第二节 许可',
  '第一条 为了普法。',
  '第二条规定的',
  '第三条之一 ',
  '1.办好讲堂',
  '2、',
  '（3）',
  '①',
  '⑳',
  '68.',
  '附件1',
  '附表',
  '目录',
  '责任单位：区司法局',
  '进度安排：',
  '（牵头单位：区司法局；完成时限：年底前）',
  '1 | 办好讲堂 | 区司法局',
  '序号\t任务\t责任单位',
  '| --- | --- |',
  '|||',
  '首页',
  '分享：',
  '当前位置：首页 > 公开',
  '来源：区司法局',
  '— 3 —',
  '主办：某区人民政府',
  '<!--',
  '-->',
  '---',
  '# 办法',
  '## 总则',
  '**',
  '> ',
  '- ',
  '各单位应当按时报送情况，',
  '逾期的予以通报。',
  '有下列情形之一的：',
  '甲；',
  '坚持统筹兼顾。各单位要落实。',
  '某区司法局',
  '2026年1月5日',
  '20261月',
  '各部门要抓好落实。',
  '关于印发《某区普法规划》的通知',
  '某区普法规划',
  '现将某区2026年工作情况报告如下',
  '某政发〔2026〕1号',
  '。 第二条 ',
  '； （二）',
  '\ud800',
  '\udc00',
  '\u0000',
  '\u200b',
  '\ufeff',
)
const separator = fc.constantFrom(
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\u2028',
  '\u2029',
  '\f',
  ' ',
  '\u3000\u3000',
  '\t',
  '',
)
const page = fc
  .array(fc.tuple(fragment, separator), { minLength: 1, maxLength: 45 })
  .map(pieces => pieces.map(([text, end]) => text + end).join(''))

describe('pages of any kind', () => {
  it('lose no visible character, in plain text and in Markdown', () => {
    fc.assert(
      fc.property(page, fc.constantFrom('txt' as const, 'md' as const), (text, format) => {
        try {
          expectLossless(structure(`正文开始。\n${text}`, format))
        } catch (error) {
          throw new Error(JSON.stringify({ text, format }), { cause: error })
        }
      }),
      { numRuns: 2000, seed: 20260320 },
    )
  })

  it('made of arbitrary characters lose none either', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        expectLossless(structure(`正文开始。\n${text}`))
      }),
      { numRuns: 300, seed: 20260321 },
    )
  })

  it('mark a label as damaged exactly where they say what it was, or what the heading lost', () => {
    fc.assert(
      fc.property(page, text => {
        for (const unit of structure(`正文开始。\n${text}`).units) {
          if (unit.expectedLabel !== null) expect(unit.damaged).toBe(true)
          if (unit.damaged && unit.expectedLabel === null) expect(unit.heading).not.toBeNull()
        }
      }),
      { numRuns: 300, seed: 20260322 },
    )
  })
})
