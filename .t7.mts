import { libraryOf, SAMPLES } from './test/knowledge/answer/samples.ts'
import { readLines, rankOf } from './test/knowledge/answer/golden.ts'
const { library, dispose } = await libraryOf([SAMPLES])
let r1=0,n=0
for (const row of readLines<any>('test/golden/answers.jsonl')) { 
  for (const g of row.gold) { const d=library.store.documents().find(d=>d.source.startsWith(g.source))!; if (!library.store.articlesOf(d.id).some(a=>a.text.replace(/\s+/g,'').includes(g.quote.replace(/\s+/g,'')))) console.log('BAD QUOTE',row.ask,g) }
  const { answer } = await library.ask({ question: row.ask }); const r = rankOf(answer.citations, row.gold, id=>library.textOf(id as never)); n++; if (r===0) r1++
  if (r<0||r>2) console.log(r, row.ask, answer.status, answer.scope, answer.citations.map(c=>c.document.source.slice(0,2)+c.article.label).join(' '), '|', answer.text.slice(0,120)) }
console.log(n, r1)
await dispose()
