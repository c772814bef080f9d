/** The table of contents of a document page: which units are listed, and where they stand. It writes no markup. */

import { type OutlineUnit } from '../../knowledge/model/document.ts'

/** More entries than this are no overview: the contents then stop at a higher level of the outline. */
const CONTENTS_LIMIT = 150

/** With fewer entries there is nothing to overlook. */
const CONTENTS_MINIMUM = 3

/**
 * Units below the parts of the file, with a heading, or, in a document that has none, units with a label; from the outermost level down to where
 * they would become too many. Empty where a list would not help.
 */
export function contentsOf(units: readonly OutlineUnit[]): OutlineUnit[] {
  const inner = units.filter(unit => unit.level > 0)
  const headed = inner.filter(unit => unit.heading !== null)
  const candidates = headed.length < CONTENTS_MINIMUM ? inner.filter(isNamed) : headed
  const levels = [...new Set(candidates.map(unit => unit.level))].sort((a, b) => b - a)
  const deepest = levels.find(level => upTo(candidates, level).length <= CONTENTS_LIMIT)
  const entries = deepest === undefined ? candidates : upTo(candidates, deepest)
  return entries.length < CONTENTS_MINIMUM ? [] : entries
}

function isNamed(unit: OutlineUnit): boolean {
  return unit.heading !== null || unit.label !== ''
}

function upTo(units: readonly OutlineUnit[], level: number): OutlineUnit[] {
  return units.filter(unit => unit.level <= level)
}
