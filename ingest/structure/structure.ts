/**
 * The stages between reading and storing: clean, structure, metadata. In: a document's decoded text. Out: its outline,
 * articles, furniture, metadata and warnings. Lossless: every non-blank character of the text lies in furniture or else in
 * exactly one unit (tested on every document there is).
 */
import type { Furniture, OutlineUnit, StructuredDocument, Warning } from '../../knowledge/model/document.ts'
import { AppError } from '../../knowledge/model/errors.ts'
import { findFurniture } from '../clean/furniture.ts'
import { lineCounter, splitLines, type Line, type TextFormat } from '../clean/lines.ts'
import { joinLines } from '../clean/paragraphs.ts'
import { findTimeDamage } from '../damage/time-damage.ts'
import { readMetadata } from '../metadata/metadata.ts'
import { findTitle } from '../metadata/title.ts'
import { collectArticles, findArticleOpeners } from './articles.ts'
import { splitInlineLabels } from './inline-labels.ts'
import type { DraftUnit } from './draft.ts'
import { buildOutline } from './outline.ts'

/** Enough to find the line by. */
const LONGEST_OPENING_WORDS = 12

export interface StructureInput {
  readonly text: string
  readonly format: TextFormat
  /** File name, the last resort for a title. */
  readonly source: string
}

/**
 * @throws {AppError} only-furniture — nothing but navigation, footers and the like stands in the text.
 */
export function structureDocument({ text, format, source }: StructureInput): StructuredDocument {
  const lines = splitLines(text, format)
  const reasons = findFurniture(lines)
  const bodyLines = lines.filter((_, i) => reasons[i] === null)
  if (bodyLines.length === 0) {
    throw new AppError(
      'only-furniture',
      `「${source}」：只有网页导航、页脚等附着内容，没有正文。请重新下载正文后再导入。`,
      { source },
    )
  }
  const furniture = collectFurniture(lines, reasons)
  const follows = followsFurniture(lines, reasons)
  const paragraphs = splitInlineLabels(joinLines(bodyLines, line => follows.has(line)))
  const found = findTitle(paragraphs, source)
  const drafts = buildOutline({ paragraphs, mainStart: found.mainStart, title: found.title })
  const units = finishUnits(drafts)
  const articles = collectArticles(units, drafts)
  const lineAt = lineCounter(text)
  const metadata = readMetadata({ text, paragraphs, furniture, title: found, drafts })
  // A damaged document number or day of issue is said once.
  const named = new Set(metadata.warnings.map(warning => warning.line))
  const warnings = [
    ...metadata.warnings,
    ...outlineWarnings(drafts, lineAt),
    ...findTimeDamage(text, metadata.metadata, lineAt).filter(({ line }) => !named.has(line)),
  ]
  return { text, units, articles, furniture, metadata: metadata.metadata, warnings: sortWarnings(warnings) }
}

/** Neighbouring furniture lines with one reason make one piece. */
function collectFurniture(lines: readonly Line[], reasons: readonly (string | null)[]): Furniture[] {
  const pieces: Furniture[] = []
  lines.forEach((line, i) => {
    const reason = reasons[i] ?? null
    if (reason === null) return
    const previous = pieces.at(-1)
    if (previous !== undefined && reasons[i - 1] === reason)
      pieces[pieces.length - 1] = { ...previous, end: line.end }
    else pieces.push({ start: line.start, end: line.end, reason })
  })
  return pieces
}

function followsFurniture(lines: readonly Line[], reasons: readonly (string | null)[]): Set<Line> {
  return new Set(lines.filter((_, i) => i > 0 && reasons[i] === null && (reasons[i - 1] ?? null) !== null))
}

/** A unit reaches from its first paragraph to its last; furniture in between is taken out of it by its own range. */
function finishUnits(drafts: readonly DraftUnit[]): OutlineUnit[] {
  const openers = findArticleOpeners(drafts)
  return drafts.map((draft, i) => {
    const { level, label, heading, damaged, expectedLabel, fields, paragraphs } = draft
    const start = paragraphs[0]?.start ?? 0
    const end = paragraphs.at(-1)?.end ?? start
    return {
      level,
      label,
      heading,
      damaged,
      expectedLabel,
      fields,
      opensArticle: openers[i] === true,
      start,
      end,
    }
  })
}

function outlineWarnings(drafts: readonly DraftUnit[], lineAt: (offset: number) => number): Warning[] {
  return drafts.flatMap(draft => {
    const line = lineAt(draft.paragraphs[0]?.start ?? 0)
    const shown = `“${draft.label}${draft.heading ?? openingWords(draft)}”`
    if (draft.expectedLabel !== null) {
      const message =
        draft.label === ''
          ? `${shown}前的序号脱落，按顺序应为“${draft.expectedLabel}”`
          : `序号“${draft.label}”破损，按顺序应为“${draft.expectedLabel}”`
      return [{ code: 'label-damaged', message, line }]
    }
    if (draft.damaged)
      return [{ code: 'heading-damaged', message: `${shown}的标题后句号脱落，标题与正文连写`, line }]
    if (draft.problem === 'gap') return [{ code: 'label-gap', message: `序号“${draft.label}”之前缺号`, line }]
    if (draft.problem === 'collision')
      return [{ code: 'label-collision', message: `序号“${draft.label}”与前文重复或倒序`, line }]
    return []
  })
}

/** Names a unit without heading by its first words. */
function openingWords({ label, paragraphs }: DraftUnit): string {
  const text = paragraphs[0]?.text.slice(label.length).trimStart() ?? ''
  return text.length > LONGEST_OPENING_WORDS ? `${text.slice(0, LONGEST_OPENING_WORDS)}…` : text
}

function sortWarnings(warnings: readonly Warning[]): Warning[] {
  return [...warnings].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
}
