import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitLines } from '../../../ingest/clean/lines.ts'
import { cutParagraph, joinLines, type Paragraph, sourceOffset } from '../../../ingest/clean/paragraphs.ts'
import { foldText } from '../../../knowledge/text/fold.ts'

const paragraphsOf = (source: string): Paragraph[] => joinLines(splitLines(source, 'txt'), () => false)
const texts = (source: string): string[] => paragraphsOf(source).map(paragraph => paragraph.text)
const BROKEN = '各街道办事处应当在每年三月一日前将上一年度法治政府建设情况，'

describe('lines broken in mid-sentence', () => {
  it('are joined to one paragraph', () => {
    expect(texts(`${BROKEN}\n报送区人民政府。`)).toEqual([`${foldText(BROKEN)}报送区人民政府。`])
  })

  it('are joined over a blank line only after a mark that cannot end a line', () => {
    expect(texts('由区司法局、\n\n区财政局负责')).toEqual(['由区司法局、区财政局负责'])
    expect(texts('各街道办事处应当按时报送情况，并抄送区委办公室备案\n\n区司法局汇总')).toHaveLength(2)
  })

  it('are not joined to what is complete', () => {
    for (const first of [
      '各街道办事处应当按时报送情况，逾期通报。',
      '有下列情形之一的：',
      '（完）。”',
      '总则',
      '第一章 总则',
    ])
      expect([first, texts(`${first}\n区司法局负责汇总`).length]).toEqual([first, 2])
  })

  it('end where a label, a field or a table row begins', () => {
    for (const next of [
      '（二）公开内容',
      '第三条 本办法自公布之日起施行。',
      '责任单位：区司法局',
      '1 | 报送 | 区司法局',
      ')明确期限',
      '①甲',
    ])
      expect([next, texts(`${BROKEN}\n${next}`).length]).toEqual([next, 2])
  })

  it('of a heading stay apart, in Markdown whatever they end with', () => {
    const lines = splitLines('# 关于报送情况的通知，\n各单位', 'md')
    expect(joinLines(lines, () => false)).toHaveLength(2)
  })

  it('are not joined across furniture that stood between them', () => {
    const lines = splitLines(`${BROKEN}\n报送区人民政府。`, 'txt')
    expect(joinLines(lines, line => line === lines[1])).toHaveLength(2)
  })

  it('do not run on into the value of a finished field', () => {
    expect(texts('责任单位：区司法局牵头，各街道办事处按照职责分工配合落实\n按时报送')).toHaveLength(2)
  })
})

describe('offsets of a paragraph', () => {
  const source = `\u3000\u3000各街道办事处应当在每年三月一日前将上一年度情况， \r\n\u3000报送区人民政府，\n并抄送。`

  it('lead every character back to the source', () => {
    const [paragraph] = paragraphsOf(source)
    expect(paragraph?.lines).toHaveLength(3)
    const text = paragraph?.text ?? ''
    for (let i = 0; i < text.length; i++) {
      const at = paragraph === undefined ? -1 : sourceOffset(paragraph, i)
      expect(foldText(source.charAt(at))).toBe(text.charAt(i))
    }
  })

  it('end at the end of the paragraph for an index behind its text', () => {
    const [paragraph] = paragraphsOf(source)
    expect(paragraph === undefined ? -1 : sourceOffset(paragraph, 999)).toBe(source.length)
  })

  it('stay exact when the paragraph is cut, wherever it is cut', () => {
    const [paragraph] = paragraphsOf(source)
    if (paragraph === undefined) throw new Error('no paragraph')
    const visible = [...paragraph.text].flatMap((c, i) => (i > 0 && c.trim() !== '' ? [i] : []))
    fc.assert(
      fc.property(fc.subarray(visible), cuts => {
        const pieces = cutParagraph(paragraph, cuts)
        expect(pieces.map(piece => piece.text.replace(/\s/g, '')).join('')).toBe(
          paragraph.text.replace(/\s/g, ''),
        )
        expect([pieces[0]?.start, pieces.at(-1)?.end]).toEqual([paragraph.start, paragraph.end])
        for (const piece of pieces)
          for (let i = 0; i < piece.text.length; i++)
            expect(foldText(source.charAt(sourceOffset(piece, i)))).toBe(piece.text.charAt(i))
      }),
      { numRuns: 200, seed: 20260202 },
    )
  })
})
