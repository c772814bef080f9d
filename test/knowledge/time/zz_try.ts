import { readFileSync } from 'node:fs'
import { civilDate, readTimes } from '../../../knowledge/time/index.ts'
for (const line of readFileSync('/tmp/try.txt', 'utf8').split('\n').filter(Boolean)) {
  console.log(
    line,
    ' ⇒ ',
    readTimes(line, civilDate('2026-11-25'))
      .map(
        m =>
          `${m.type}[${m.raw}] ${[m.start || m.end ? `${m.start ?? ''}..${m.end ?? ''}` : '', m.rrule, m.duration, m.durationMin && 'min' + m.durationMin, m.workday && 'WD', m.count && JSON.stringify(m.count), m.per, m.inclusive, m.inherited && 'inh', m.anchor && '@' + m.anchor, m.damage, m.proposals?.map(p => p.text + p.confidence).join('/')].filter(Boolean).join(' ')}`,
      )
      .join(' ; ') || '-',
  )
}
