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
let chars = 0,
  n = 0,
  dam = 0
const t0 = performance.now()
const types = new Map<string, number>()
for (const f of files) {
  const t = readFileSync(f, 'utf8')
  chars += t.length
  for (const m of readTimes(t, civilDate('2026-11-25'))) {
    n++
    types.set(m.type, (types.get(m.type) ?? 0) + 1)
    if (m.type === 'damaged') {
      dam++
      console.log(
        m.damage,
        '[' + m.raw + ']',
        '…' +
          t.slice(Math.max(0, m.offset - 14), m.offset) +
          '⟦⟧' +
          t.slice(m.offset + m.raw.length, m.offset + m.raw.length + 10).replace(/\n/g, '¶'),
        m.proposals?.map(p => p.text).join('/'),
        f.slice(-40),
      )
    }
  }
}
console.log(files.length, chars, n, dam, Math.round(performance.now() - t0) + 'ms', [...types])
