/**
 * Lines that belong to the page a document was copied from, not to the document: navigation, share and print links,
 * record tables, footers. In: lines. Out: for each line a reason, or null. Text is set apart, never dropped.
 */
import type { Line } from './lines.ts'

type Patterns = readonly (readonly [string, RegExp])[]

/** Unmistakable wherever they stand, as long as the line is no sentence. */
const ANYWHERE: Patterns = [
  ['导航', /^(?:您?(?:的)?(?:当前|现在|所在)?(?:的)?位置|您现在的位置|当前位置)\s*[:>]/],
  ['导航', /^首页\s*(?:[>»/|].*)?$/],
  ['导航', /^(?:[^。;>»]{1,14}[>»]\s*){2,}[^。;>»]{1,40}$/],
  ['导航', /^(?:通用|公共|页面)(?:头部|尾部|底部|顶部|导航)$/],
  ['导航', /^(?:返回顶部|返回首页|返回列表|上一篇|下一篇|上一条|下一条|回到顶部)(?:\s*:.*)?$/],
  [
    '导航',
    /^(?:无障碍(?:浏览|阅读)?|长者(?:模式|专区|版)|适老版|关怀版|智能问答|繁体版?|简体版?|English|登录|注册|站内搜索|网站支持IPv6)(?:\s*[|·]\s*.{1,8})*$/i,
  ],
  [
    '分享与打印',
    /^[【[(]?\s*(?:分享|分享到|分享至|字号|字体|打印|打印本页|收藏|关闭|关闭窗口|纠错|纠错及建议|下载|保存)(?:本页|本文)?\s*[:】\])]?[\s大中小默认+\-A【】[\]|]*$/,
  ],
  ['分享与打印', /^分享(?:到|至)?\s*:?(?:[\s、|/]*(?:微信|微博|新浪微博|朋友圈|QQ空间|QQ好友|QQ))+\s*$/],
  ['分享与打印', /^[【[(]?(?:字体|字号)\s*:?\s*[【[(]?\s*[大中小](?:[\s】\])|/【[(]*[大中小])+.{0,20}$/],
  ['分享与打印', /^(?:[大中小]\s+){1,2}[大中小]$/],
  ['分享与打印', /^扫一扫[^。]{0,24}$/],
  ['分享与打印', /^(?:用|使用)?(?:微信|手机)扫[^。]{0,24}$/],
  ['页脚', /(?:ICP备(?:案)?\s?\d|ICP备案号|公网安备\s?\d|标识码\s*:?\s?\d)/],
  ['页脚', /^(?:版权|版权所有|版权声明)(?:\s*[:©].*)?$/],
  ['页脚', /^(?:Copyright|©)/i],
  [
    '页脚',
    /^(?:网站地图|联系我们|关于我们|隐私声明|使用帮助|网站声明|技术支持\s*:.*)(?:\s*[|·]\s*.{1,10})*$/,
  ],
  ['页码', /^[-—·\s]{0,4}\d{1,4}[-—·\s]{0,4}$/],
  ['页码', /^第\s*\d{1,4}\s*页(?:\s*[,/、]?\s*共\s*\d{1,4}\s*页)?$/],
  ['注释', /^<!--(?:(?!-->).)*-->$/],
  ['分隔线', /^(?:[-*_=~—]\s?){3,}$/],
]

/** Only above the first or below the last line of running text: such words may begin a real sentence. */
const AT_THE_EDGES: Patterns = [
  ['导航', /^.{2,24}(?:门户网站|政府网站|政府网|信息网|信息公开网)$/],
  ['网页记录', /^(?:发布|发文|成文|公开|生成|更新|印发|签发|录入)?(?:时间|日期)\s*:/],
  [
    '网页记录',
    /^(?:索引号|索引码|信息索引|主题分类|发布机构|发文机关|发文机构|发布单位|发文字号|发文日期|成文日期|公开类别|公开方式|体裁分类|有效性|文件状态|信息类别|组配分类)\s*[:|\t]/,
  ],
  // With bars these could be the header of a table.
  [
    '网页记录',
    /^(?:主题词|名称|文号|责任编辑|编辑|作者|来源|信息来源|文章来源|稿源|浏览次数|浏览量|阅读次数|阅读量|点击数|访问量|点击量|关键词|关键字|分类)\s*(?::|[|\t][^|\t]*$)/,
  ],
  [
    '相关链接',
    /^(?:相关(?:解读|链接|文件|附件|阅读|信息|新闻|稿件|政策|内容|推荐)|政策文件|政策解读|解读材料|附件下载|相关附件下载|友情链接|热点推荐|延伸阅读|图解)(?:\s*:.{0,60}|\s+.{0,30})?$/,
  ],
  ['页脚', /^(?:主办|承办|协办|主管|维护)(?:单位)?\s*:/],
  ['页脚', /^(?:版权|著作权)归.{2,30}所有/],
  ['页脚', /^(?:地址|邮编|邮政编码|联系电话|电话|传真|电子邮箱|邮箱|值班电话)\s*:/],
]

/** A line this long with commas in it, or one that ends a sentence, is running text. */
const RUNNING_TEXT_LENGTH = 45
const SENTENCE_END = /[。!?;]["”’」』)]?$/
/** Footers can be long; anything longer than this is text whatever it begins with. */
const LONGEST_FURNITURE = 240
const SPACED_WORD = /(?<=[\u4e00-\u9fff])[ \t]+(?=[\u4e00-\u9fff])/g

/** @returns one reason or null per line, in the order of `lines`. */
export function findFurniture(lines: readonly Line[]): (string | null)[] {
  const strong = lines.map(line => match(line, ANYWHERE))
  const isText = (line: Line, i: number): boolean =>
    strong[i] === null && isRunningText(line) && match(line, AT_THE_EDGES) === null
  const firstText = lines.findIndex(isText)
  const lastText = lines.findLastIndex(isText)
  const found = lines.map((line, i) => {
    const atEdge = firstText === -1 || i < firstText || i > lastText
    return strong[i] ?? (atEdge ? match(line, AT_THE_EDGES) : null)
  })
  markFrontMatter(lines, found)
  markComments(lines, found)
  return found
}

function match(line: Line, patterns: Patterns): string | null {
  if (line.text.length > LONGEST_FURNITURE) return null
  const found = patterns.find(([, pattern]) => pattern.test(line.text))
  if (found !== undefined) return found[0]
  const closedUp = joinSpacedWords(line.text)
  if (closedUp.length === line.text.length) return null
  return patterns.find(([, pattern]) => pattern.test(closedUp))?.[0] ?? null
}

/** 文 号 → 文号: records and titles space their words out. */
export function joinSpacedWords(text: string): string {
  return text.replace(SPACED_WORD, '')
}

function isRunningText(line: Line): boolean {
  return SENTENCE_END.test(line.text) || (line.text.length >= RUNNING_TEXT_LENGTH && /[。,;]/.test(line.text))
}

/** YAML front matter: from `---` on the first line to the next `---`. */
function markFrontMatter(lines: readonly Line[], found: (string | null)[]): void {
  if (lines[0]?.number !== 1 || lines[0].text !== '---') return
  const close = lines.findIndex((line, i) => i > 0 && line.text === '---')
  for (let i = 0; i <= close; i++) found[i] = '文件头'
}

/** HTML comments over several lines, as some editors leave them in Markdown. */
function markComments(lines: readonly Line[], found: (string | null)[]): void {
  const lastEnd = lines.findLastIndex(line => line.text.includes('-->'))
  let open = false
  lines.forEach((line, i) => {
    const end = line.text.indexOf('-->')
    // Without an end further down it is not a comment, and text must not vanish behind it.
    if (!open && end === -1 && line.text.startsWith('<!--')) open = i < lastEnd
    if (!open) return
    // Text behind the end of a comment stays text.
    if (end === -1 || line.text.endsWith('-->')) found[i] = '注释'
    if (end !== -1) open = false
  })
}
