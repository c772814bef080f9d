/**
 * Which units open an article (the smallest part one cites), and the articles themselves. In: draft units. Out: a flag per
 * unit and the list of articles with the headings above each.
 * 条 are articles in statutes; elsewhere sections are, and numbered items only where they are tasks: they carry fields
 * (责任单位 …) or count on through several sections.
 */
import type { Article, OutlineUnit } from '../../knowledge/model/document.ts'
import type { DraftUnit } from './draft.ts'

/** Fewer 条 than this are quoted ones (the amendments of a decision), not a statute. */
const FEWEST_STATUTE_ARTICLES = 2
/** Levels that are cited whatever they carry: chapters with text of their own, and sections. */
const DEEPEST_SECTION_LEVEL = 2

/** @returns for each unit whether it opens an article. */
export function findArticleOpeners(units: readonly DraftUnit[]): boolean[] {
  const statute = units.filter(unit => unit.family === 'article').length >= FEWEST_STATUTE_ARTICLES
  const tasks = statute ? new Set<DraftUnit>() : findTasks(units)
  let insideArticle = false
  return units.map(unit => {
    if (unit.family === 'article') insideArticle = true
    else if (unit.level <= 1 || isDivision(unit)) insideArticle = false
    if (statute && unit.family === 'article') return true
    if (statute && insideArticle) return false
    return opensOutsideStatute(unit, tasks)
  })
}

function isDivision(unit: DraftUnit): boolean {
  return unit.family === 'book' || unit.family === 'chapter' || unit.family === 'section'
}

function opensOutsideStatute(unit: DraftUnit, tasks: ReadonlySet<DraftUnit>): boolean {
  switch (unit.kind) {
    case 'notice':
    case 'opening':
    case 'closing':
    case 'heading':
    case 'row':
    case 'paragraph':
      return true
    case 'labelled':
      return unit.level <= DEEPEST_SECTION_LEVEL || isDivision(unit) || tasks.has(unit)
    case 'table':
    case 'run-in':
    case 'rest':
      return false
  }
}

/** Numbered items below the sections that are tasks: runs counted from 1 that carry fields or cross sections. */
function findTasks(units: readonly DraftUnit[]): Set<DraftUnit> {
  const tasks = new Set<DraftUnit>()
  for (const run of numberedRuns(units)) {
    const parents = new Set(run.map(item => item.parent))
    const carriesFields = run.some(item => item.unit.fields.length > 0)
    if (parents.size > 1 || carriesFields) for (const item of run) tasks.add(item.unit)
  }
  return tasks
}

interface RunItem {
  readonly unit: DraftUnit
  readonly parent: number
}

function numberedRuns(units: readonly DraftUnit[]): RunItem[][] {
  const runs: RunItem[][] = []
  const current = new Map<string, RunItem[]>()
  const parents: number[] = []
  units.forEach((unit, index) => {
    parents[unit.level] = index
    const below = unit.kind === 'labelled' && unit.level > DEEPEST_SECTION_LEVEL
    if (!below || unit.family === null) return
    const run = unit.number === 1 ? undefined : current.get(unit.family)
    const item = { unit, parent: parents[unit.level - 1] ?? -1 }
    if (run !== undefined) run.push(item)
    else {
      const started = [item]
      current.set(unit.family, started)
      runs.push(started)
    }
  })
  return runs
}

/**
 * @param units finished units with `opensArticle` set, the drafts they came from in the same order.
 * @returns the articles: each opener with the deeper units up to the next opener. Headings without text of their own
 * above other articles are no articles: they stand in the path of those.
 */
export function collectArticles(units: readonly OutlineUnit[], drafts: readonly DraftUnit[]): Article[] {
  const articles: Article[] = []
  const path: { level: number; heading: string }[] = []
  units.forEach((unit, index) => {
    if (!unit.opensArticle) return
    while ((path.at(-1)?.level ?? -1) >= unit.level) path.pop()
    const last = lastOfArticle(units, index)
    const draft = drafts[index]
    const isBare = draft?.hasBody === false && last === index && (units[index + 1]?.level ?? 0) > unit.level
    if (!isBare && draft !== undefined) {
      articles.push({
        start: unit.start,
        end: units[last]?.end ?? unit.end,
        label: articleLabel(unit, draft, articles.length),
        expectedLabel: unit.expectedLabel,
        heading: unit.heading,
        path: path.map(step => step.heading),
        fields: units.slice(index, last + 1).flatMap(part => part.fields),
      })
    }
    if (unit.level > 0)
      path.push({ level: unit.level, heading: `${unit.expectedLabel ?? unit.label}${unit.heading ?? ''}` })
  })
  return articles
}

function lastOfArticle(units: readonly OutlineUnit[], index: number): number {
  let last = index
  while (last + 1 < units.length && units[last + 1]?.opensArticle === false) last++
  return last
}

/** Parts without a label are cited by the names lawyers use for them. */
function articleLabel(unit: OutlineUnit, draft: DraftUnit, position: number): string {
  // A damaged label would name the wrong place: the heading names the right one.
  if (unit.label !== '' && (unit.expectedLabel === null || unit.heading === null)) return unit.label
  switch (draft.kind) {
    case 'notice':
      return '题头'
    case 'opening':
      return draft.paragraphs.some(paragraph => /[,。;]/.test(paragraph.text)) ? '引言' : '题头'
    case 'closing':
      return '结尾'
    case 'paragraph':
      return `第${position + 1}段`
    case 'labelled':
    case 'heading':
    case 'run-in':
    case 'table':
    case 'row':
    case 'rest':
      return unit.heading ?? ''
  }
}
