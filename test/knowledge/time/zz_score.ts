import { judge, peerCases } from '/work/main/test/knowledge/time/peers.ts'
const by = new Map<string, [number, number]>()
const t0 = performance.now()
for (const c of peerCases()) {
  const v = judge(c)
  const e = by.get(c.source) ?? [0, 0]
  e[1]++
  if (v.right) e[0]++
  by.set(c.source, e)
  if (!v.right)
    console.log(
      c.source[0],
      c.text,
      '|',
      c.reference.slice(0, 10),
      '| want',
      c.expect
        .map(m => `${m.type}[${m.raw}] ${m.start}..${m.end} ${m.rrule ?? ''} ${m.duration ?? ''}`)
        .join(' ; '),
      '| got',
      v.actual
        .map(
          m =>
            `${m.type}[${m.raw}] ${m.start}..${m.end} ${m.rrule ?? ''} ${m.duration ?? ''} ${m.damage ?? ''}`,
        )
        .join(' ; '),
    )
}
let r = 0,
  n = 0
for (const [k, [a, b]] of by) {
  console.log(k, a, b, (a / b).toFixed(3))
  r += a
  n += b
}
console.log('all', r, n, (r / n).toFixed(4), Math.round(performance.now() - t0), 'ms')
