import { readFileSync, readdirSync } from 'node:fs'
import { civilDate, readTimes } from '../../../knowledge/time/index.ts'
let all = ''
for (const f of readdirSync('/work/shared/documents').sort())
  all += readFileSync('/work/shared/documents/' + f, 'utf8')
const big = all.repeat(Math.ceil(1e6 / all.length)).slice(0, 1e6)
readTimes(all, civilDate('2026-11-25'))
for (let i = 0; i < 3; i++) {
  const t0 = performance.now()
  const n = readTimes(big, civilDate('2026-11-25')).length
  console.log('1M chars', Math.round(performance.now() - t0), 'ms', n)
}
