/** How strongly a clause binds. In: its folded words. Out: must, should or encouraged; null where it only permits. */
import { type Modality } from '../../knowledge/model/obligation.ts'
import { BINDING, ENCOURAGED, PERMITTED, WEAK } from './lexicon.ts'

/** An imperative without any such word binds: plans are written so (建立…, 完成…). */
export function modalityOf(words: string): Modality | null {
  if (PERMITTED.test(words) && !BINDING.test(words)) return null
  const encouraged = ENCOURAGED.exec(words)
  if (encouraged !== null && !/应当|必须|不得/.test(words)) return 'encouraged'
  return WEAK.test(words) ? 'should' : 'must'
}
