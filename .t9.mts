import { openForBench } from './bench/library.ts'
import { headingQuestions } from './bench/ask-phase.ts'
const lib = await openForBench(process.argv[2]!)
const q = headingQuestions(lib, 300)
for (const question of q.slice(0,100)) await lib.ask({question})
const t: number[] = []
const c0 = process.cpuUsage()
for (let k=0;k<4;k++) for (const question of q) { const c=process.cpuUsage(); await lib.ask({question}); const d=process.cpuUsage(c); t.push((d.user+d.system)/1000) }
t.sort((a,b)=>a-b); const c=process.cpuUsage(c0); console.log('cpu p50',t[t.length>>1],'p95',t[Math.floor(t.length*.95)],'mean',(c.user+c.system)/1000/t.length)
await lib.close()
