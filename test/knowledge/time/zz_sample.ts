import { readFileSync, readdirSync, statSync } from 'node:fs'
import { civilDate, readTimes } from '../../../knowledge/time/index.ts'
const files: string[] = []
const walk = (d: string) => {
  for (const f of readdirSync(d)) {
    const p = d + '/' + f
    if (statSync(p).isDirectory()) walk(p)
    else if (/\.(md|txt)$/.test(p)) files.push(p)
  }
}
walk('/tmp/laws')
files.sort()
const by = new Map<string, string[]>()
for (let i = 0; i < files.length; i += 9) {
  const t = readFileSync(files[i]!, 'utf8')
  for (const m of readTimes(t, civilDate('2026-11-25'))) {
    const l = by.get(m.type) ?? []
    l.push(
      `…${t.slice(Math.max(0, m.offset - 14), m.offset)}⟦${m.raw}⟧${t.slice(m.offset + m.raw.length, m.offset + m.raw.length + 10)} ${m.start ?? ''}..${m.end ?? ''} ${m.rrule ?? ''} ${m.duration ?? ''} ${m.bound ?? ''} ${m.count ? JSON.stringify(m.count) : ''}${m.inherited ? 'inh' : ''}`.replace(
        /\n/g,
        '¶',
      ),
    )
    by.set(m.type, l)
  }
}
const N: Record<string, number> = {
  relative: 60,
  duration: 40,
  recurring: 45,
  'count-per': 60,
  deadline: 40,
  period: 50,
  date: 25,
}
for (const [k, l] of by) {
  console.log('##', k, l.length)
  const step = Math.max(1, Math.floor(l.length / (N[k] ?? 10)))
  for (let i = 0; i < l.length; i += step) console.log(l[i])
}
