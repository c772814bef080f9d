/** Writes dates the ways officials write them; the opposite of the reader, for tests. */

const FIGURES = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

/** 0 to 99 in place style: 10 is 十, 31 is 三十一. */
export function chinesePlace(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  if (tens === 0) return FIGURES[ones] ?? ''
  return `${tens === 1 ? '' : (FIGURES[tens] ?? '')}十${ones === 0 ? '' : (FIGURES[ones] ?? '')}`
}

/** 2024 is 二〇二四. */
export const chineseYear = (year: number): string =>
  [...String(year)].map(figure => FIGURES[Number(figure)] ?? '').join('')

export const fullWidth = (text: string): string =>
  text.replaceAll(/\d/g, figure => String.fromCharCode(figure.charCodeAt(0) + 0xfee0))

export type Style = 'figures' | 'padded' | 'chinese' | 'full-width' | 'spaced' | 'dashes' | 'dots'

export const STYLES: readonly Style[] = [
  'figures',
  'padded',
  'chinese',
  'full-width',
  'spaced',
  'dashes',
  'dots',
]

export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const pad = (value: number): string => String(value).padStart(2, '0')

export function renderDay({ year, month, day }: Day, style: Style): string {
  switch (style) {
    case 'figures':
      return `${year}年${month}月${day}日`
    case 'padded':
      return `${year}年${pad(month)}月${pad(day)}日`
    case 'chinese':
      return `${chineseYear(year)}年${chinesePlace(month)}月${chinesePlace(day)}日`
    case 'full-width':
      return fullWidth(`${year}年${month}月${day}日`)
    case 'spaced':
      return `${year} 年 ${month} 月 ${day} 日`
    case 'dashes':
      return `${year}-${pad(month)}-${pad(day)}`
    case 'dots':
      return `${year}.${month}.${day}`
  }
}
