/** What the document page shows of a text, checked on the invented plan and on generated documents. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentsOf } from '../../../bot/web/contents.ts'
import { type DocumentContent } from '../../../bot/web/deps.ts'
import { viewDocument } from '../../../bot/web/document-view.ts'
import { documentPage } from '../../../bot/web/pages/document.ts'
import { type OutlineUnit, type Span } from '../../../knowledge/model/document.ts'
import { layOut, plan } from './fixture.ts'

const blocksOf = (content: DocumentContent, quoted: Span | null = null) =>
  viewDocument(content, quoted).flatMap(section => section.blocks)

const ink = (text: string) => text.replace(/\s/g, '')

/** Texts of labels, headings, bodies and furniture in any order, with blanks and odd line ends between. */
const generated = fc
  .array(
    fc.record({
      level: fc.integer({ min: 0, max: 4 }),
      label: fc.constantFrom('', '一、', '(二)', '3.', '第四条', '(五'),
      heading: fc.option(fc.constantFrom('总  则', '加强学习[试行]', 'A+B', '责任单位'), { nil: undefined }),
      joint: fc.constantFrom('。', '\n', '\r\n\r\n', '  ', ''),
      body: fc.constantFrom(
        '',
        '每年4次。\n\n 其后再报。',
        '\u3000\u3000空格开头',
        '<b>&"',
        '一行\r\n又一行\r尾',
      ),
      furniture: fc.boolean(),
      opensArticle: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map(parts =>
    layOut(
      parts.map(({ heading, ...part }) => (heading === undefined ? part : { ...part, heading })),
      plan.document,
    ),
  )

describe('the view of a document', () => {
  it('shows every non-blank character once, in order, whatever the document and the quotation', () => {
    const span = fc
      .tuple(fc.nat(400), fc.nat(400))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }))
    fc.assert(
      fc.property(generated, fc.option(span), (content, quoted) => {
        const blocks = blocksOf(content, quoted)
        expect(ink(blocks.map(block => content.text.slice(block.start, block.end)).join(''))).toBe(
          ink(content.text),
        )
        for (const block of blocks) {
          expect(block.pieces.map(piece => piece.text).join('')).toBe(
            content.text.slice(block.start, block.end),
          )
        }
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  it('loses nothing where units overlap furniture, leave gaps or do not exist', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[甲乙丙。 \n]{0,60}$/),
        fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.boolean()), { maxLength: 6 }),
        (text, spans) => {
          const ranges = spans.map(([a, b, isUnit]) => ({
            start: Math.min(a, b, text.length),
            end: Math.min(Math.max(a, b), text.length),
            isUnit,
          }))
          const unit = {
            level: 1,
            label: '',
            heading: null,
            damaged: false,
            expectedLabel: null,
            fields: [],
            opensArticle: false,
          }
          const content = {
            document: plan.document,
            text,
            units: ranges.filter(range => range.isUnit).map(range => ({ ...unit, ...range })),
            articles: [],
            furniture: ranges.filter(range => !range.isUnit).map(range => ({ ...range, reason: 'x' })),
          }
          expect(
            ink(
              blocksOf(content)
                .map(block => text.slice(block.start, block.end))
                .join(''),
            ),
          ).toBe(ink(text))
        },
      ),
      { seed: 12, numRuns: 300 },
    )
  })

  it('quotes exactly the span, less the blanks between its lines', () => {
    fc.assert(
      fc.property(fc.nat(plan.text.length - 2), fc.integer({ min: 1, max: 300 }), (start, length) => {
        const quoted = { start, end: Math.min(plan.text.length, start + length) }
        const shown = blocksOf(plan, quoted).flatMap(block => block.pieces.filter(piece => piece.quoted))
        expect(ink(shown.map(piece => piece.text).join(''))).toBe(
          ink(plan.text.slice(quoted.start, quoted.end)),
        )
      }),
      { seed: 13, numRuns: 200 },
    )
  })

  it('puts nothing into the elements of the page that hold source text but that text', async () => {
    const quoted = { start: plan.text.indexOf('每年2月15日'), end: plan.text.indexOf('涉及国家秘密') }
    const page = (await documentPage({ content: plan, quoted, badSpan: false })).toString()
    const held = [...page.matchAll(/<p\s[^>]*data-start="(\d+)"[^>]*>([\s\S]*?)<\/p\s*>/g)]
    expect(held.length).toBe(blocksOf(plan).length)
    for (const [, start, inner] of held) {
      const text = (inner ?? '')
        .replace(/<[^>]*>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&')
      expect(plan.text.startsWith(text, Number(start))).toBe(true)
    }
    expect(ink(held.map(match => match[2]?.replace(/<[^>]*>/g, '')).join('')).length).toBeGreaterThanOrEqual(
      ink(plan.text).length,
    )
  })

  it('tells headings, fields, short lines of the outermost parts and running text apart', () => {
    const kindOf = (text: string) =>
      blocksOf(plan).find(block => plan.text.startsWith(text, block.start))?.kind
    expect(kindOf('二、健全')).toBe('heading')
    expect(kindOf('(三)落实')).toBe('paragraph')
    expect(kindOf('责任单位:区政府')).toBe('field')
    expect(kindOf('中共青禾区委')).toBe('line')
    expect(kindOf('为把全区')).toBe('paragraph')
  })

  it('sets furniture apart wherever it overlaps a unit', () => {
    const text = '甲甲\n打印\n乙乙'
    const unit = {
      level: 1,
      label: '',
      heading: null,
      damaged: false,
      expectedLabel: null,
      fields: [],
      opensArticle: false,
    }
    const kindsOf = (start: number, furnitureStart: number) =>
      viewDocument(
        {
          document: plan.document,
          text,
          units: [{ ...unit, start, end: text.length }],
          articles: [],
          furniture: [{ start: furnitureStart, end: 5, reason: 'tools' }],
        },
        null,
      ).map(section => [section.kind, text.slice(section.start, section.end)])
    expect(kindsOf(0, 3)).toEqual([
      ['between', '甲甲'],
      ['furniture', '打印'],
      ['between', '乙乙'],
    ])
    expect(kindsOf(1, 0)).toEqual([
      ['furniture', '甲甲\n打印'],
      ['between', '乙乙'],
    ])
  })

  it('shows a field as a line of its own only where its name opens the line', () => {
    const kinds = (line: string) => {
      const start = line.indexOf('区司法局')
      const fields = [{ name: '责任单位', start, end: start + 4 }]
      const unit = {
        level: 2,
        label: '',
        heading: null,
        damaged: false,
        expectedLabel: null,
        opensArticle: false,
      }
      const units = [{ ...unit, fields, start: 0, end: line.length }]
      return blocksOf({ document: plan.document, text: line, units, articles: [], furniture: [] }).map(
        block => block.kind,
      )
    }
    expect(kinds('责任单位:区司法局')).toEqual(['field'])
    expect(kinds('(责任单位:区司法局)')).toEqual(['field'])
    expect(kinds('按季度通报进展,责任单位:区司法局')).toEqual(['paragraph'])
  })

  it('finds a heading that the source widens with blanks or puts on a line of its own', () => {
    const content = layOut(
      [{ level: 1, label: '第一章', heading: '总则', joint: '\n' }].map(part => ({ ...part })),
      plan.document,
    )
    const spread = {
      ...content,
      text: '第一章 总  则\n',
      units: content.units.map(unit => ({ ...unit, end: 9 })),
    }
    expect(blocksOf(spread).map(block => block.kind)).toEqual(['heading'])
    const broken = {
      ...content,
      text: '第一章\n总则\n',
      units: content.units.map(unit => ({ ...unit, end: 6 })),
    }
    expect(blocksOf(broken).map(block => block.kind)).toEqual(['heading', 'heading'])
  })

  it('places a warning at its line, at the next where that is blank, at the last where the text ends before', () => {
    const lines = plan.text.split('\n')
    const at = (line: number) => {
      const warnings = [{ code: 'x', message: 'm', line }]
      const content = { ...plan, document: { ...plan.document, warnings } }
      const block = blocksOf(content).find(each => each.warnings.length > 0)
      return plan.text.slice(block?.start, block?.end)
    }
    expect(at(7)).toBe(lines[6])
    expect(at(9)).toBe(lines[9])
    expect(at(9999)).toBe(lines.findLast(line => line !== ''))
  })

  it('gives each section to its article, and interrupts it for furniture', () => {
    const sections = viewDocument(plan, null)
    expect(sections.filter(section => section.kind === 'furniture')).toHaveLength(3)
    expect(
      sections.filter(section => section.kind === 'article').map(section => section.article?.label),
    ).toEqual(plan.articles.map(article => article.label))
  })
})

describe('the contents of a document', () => {
  const unit = (level: number, label: string, heading: string | null): OutlineUnit => ({
    level,
    label,
    heading,
    start: 0,
    end: 1,
    damaged: false,
    expectedLabel: null,
    fields: [],
    opensArticle: false,
  })

  it('list headings, without the parts of the file', () => {
    expect(contentsOf(plan.units).map(entry => entry.heading)).not.toContain(plan.document.title)
    expect(contentsOf(plan.units)).toHaveLength(14)
  })

  it('stop at a higher level where there are too many', () => {
    const units = Array.from({ length: 20 }, (_, chapter) => [
      unit(1, `${chapter}`, '章'),
      ...Array.from({ length: 20 }, () => unit(2, '', '节')),
    ]).flat()
    expect(contentsOf(units)).toHaveLength(20)
  })

  it('list labels where there are no headings, and nothing where there is nothing to overlook', () => {
    expect(contentsOf(Array.from({ length: 5 }, () => unit(1, '第一条', null)))).toHaveLength(5)
    expect(contentsOf([unit(1, '', '甲'), unit(1, '', '乙')])).toEqual([])
  })
})
