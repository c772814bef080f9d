/**
 * The sentences of answers, in Simplified Chinese. Sentences only: what is said, not when.
 */
import type { StoredArticle, StoredDocument } from '../model/document.ts'

/** 《…规划》(四十三)推进领导干部学法用法 — how an article is named in running text. */
export function nameArticle(
  document: Pick<StoredDocument, 'title'>,
  article: Pick<StoredArticle, 'label' | 'heading'>,
): string {
  const heading = article.heading === null || article.heading === article.label ? '' : article.heading
  return `${nameDocument(document)}${nameLabel(article.label)}${heading}`
}

/** The title in its brackets. */
export function nameDocument({ title }: Pick<StoredDocument, 'title'>): string {
  return title.includes('《') ? title : `《${title}》`
}

/** 68. and 68 are item numbers; in running text the point would read as the end of a sentence. */
export function nameLabel(label: string): string {
  return label.replace(/^(\d+)[.、]?$/, '第$1项')
}

export const answerWording = {
  lead: (where: string) => `${where}：`,
  quote: (text: string, number: number) => `“${text.replace(/\s*\n\s*/g, '')}”[${number}]`,
  related: '相关条款：',
  declinedWeak: '已收录的文件没有写明这个问题的答案。',
  declinedNoFact: {
    time: '已收录的文件提到了这件事，但没有写明时间。',
    number: '已收录的文件提到了这件事，但没有写明数量。',
  },
  declinedOutside: (places: readonly string[]) =>
    `尚未收录${places.join('、')}的文件，无法回答该地区的规定。`,
  declinedEmpty: '还没有收录任何文件。请先导入文件，再提问。',
  nearest: '最接近的条款(仅供查阅，不是答案):',
  nearestLine: (where: string) => `· ${where}`,
  outsideToo: (places: readonly string[]) =>
    `问题中的${places.join('、')}尚未收录文件，以下只涉及已收录的地区。`,
  lapsed: (title: string, to: number) =>
    `《${title}》的适用年份到${to}年为止，已经届满，沿用与否请以主管部门的说明为准。`,
  damagedNear: (message: string) => `引用处的原文有破损：${message}。请核对原件。`,
  damagedDocument: (title: string, count: number) => `《${title}》的原文另有${count}处破损，已列入文件提示。`,
} as const
