import { civilDate, readTimes } from '../../../knowledge/time/index.ts'
const ref=civilDate('2026-11-25')
for (const p of ['《','每','一','1','(','自','年','会议','报告','每年1月、','逢九','；2025各','2021年；2025各','41前,','上','“','每年2次','自收','不少','2022年3月','3月1前,','1.','月','前','从2016到','第','〔2022','提前','每年31日前,','二O','— ','2-2-','十五日前']) {
  const t=p.repeat(Math.ceil(1e6/p.length)); const t0=performance.now(); const n=readTimes(t,ref).length; console.log(p, n, Math.round(performance.now()-t0)+'ms') }
