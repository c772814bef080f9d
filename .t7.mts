import { libraryOf, SAMPLES } from './test/knowledge/answer/samples.ts'
const { library, dispose } = await libraryOf([SAMPLES])
for (const d of library.store.documents()) { console.log(d.source, d.jurisdiction, d.years, d.warnings.length); console.log(library.store.articlesOf(d.id).map(a=>a.label+(a.heading??'')).join(' | ')) }
await dispose()
