import { readFileSync, readdirSync } from 'node:fs'
import { civilDate, readTimes } from '../../../knowledge/time/index.ts'
for (const f of readdirSync('/work/shared/documents').sort()) {
  const text = readFileSync('/work/shared/documents/' + f, 'utf8').replace(/^\ufeff/, '')
  const t0 = performance.now()
  const ms = readTimes(text, civilDate('2026-11-25'))
  console.log('=====', f, text.length, ms.length, Math.round(performance.now() - t0) + 'ms')
  for (const m of ms) {
    const line = text.slice(0, m.offset).split('\n').length
    console.log(
      line,
      m.type + '[' + m.raw + ']',
      m.start ?? '',
      m.end ?? '',
      m.rrule ?? '',
      m.duration ?? '',
      m.count ? JSON.stringify(m.count) : '',
      m.inherited ? 'inh' : '',
      m.damage ?? '',
      m.proposals ? JSON.stringify(m.proposals.map(p => p.text + ' ' + p.confidence)) : '',
      '   …' +
        text.slice(Math.max(0, m.offset - 8), m.offset) +
        '⟦⟧' +
        text.slice(m.offset + m.raw.length, m.offset + m.raw.length + 8).replace(/\n/g, '¶'),
    )
  }
}
