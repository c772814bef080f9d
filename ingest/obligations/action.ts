/** The words of a duty without who and when. In: spans of a text and what to leave out. Out: the document's own words. */
import { type Span } from '../../knowledge/model/document.ts'
import { CLAUSE_OPENER } from './lexicon.ts'

/** Left in front of an action once subject and time are gone. */
const LEADING =
  /^(?:[\s,、;:。*|()]|应当|必须|须|应(?![急诉用对收聘届征变激付力])|切实|要(?!求|点|素)|力争|争取|原则上|一般(?!对象|程序|公共|性|案件|纳税)|计划(?=每|安排|于|在|开展|举办|组织|完成)|于(?!是)|在(?=$|,)|各自|各(?=组织|开展|举办|召开|举行)|分别)+/
const TRAILING = /[\s,、;:。*|]+$/

/** @returns the words of the spans in order, without the parts to leave out. */
export function actionOf(source: string, spans: readonly Span[], without: readonly Span[]): string {
  const parts = spans.map(span => {
    const cuts = without
      .filter(cut => cut.start < span.end && cut.end > span.start)
      .sort((a, b) => a.start - b.start)
    let at = span.start
    let words = ''
    for (const cut of cuts) {
      if (cut.start > at) words += source.slice(at, cut.start)
      at = Math.max(at, cut.end)
    }
    return clean(words + source.slice(at, Math.max(at, span.end)))
  })
  return parts.filter(part => part !== '').join(',')
}

function clean(words: string): string {
  const halfWidth = words.replace(/[\uff0c\uff1b\uff1a\uff08\uff09]/g, mark => HALF_WIDTH[mark] ?? mark)
  const opener = CLAUSE_OPENER.exec(halfWidth)?.[0].length ?? 0
  const after = halfWidth.slice(opener)
  const leading = LEADING.exec(after)?.[0].length ?? 0
  const kept = words.slice(opener + leading)
  const trailing = TRAILING.exec(kept.replace(/[，；：]/g, ','))?.[0].length ?? 0
  return kept.slice(0, kept.length - trailing).replace(/\s*\n\s*/g, '')
}

const HALF_WIDTH: Readonly<Record<string, string>> = { '，': ',', '；': ';', '：': ':', '（': '(', '）': ')' }
