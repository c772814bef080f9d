/**
 * The words of the grammar, by kind. The tokenizer takes the longest word that starts at a place, which is also how
 * look-alikes are kept out: 起草 is longer than 起, so 2022年起草 is a year and a verb and never "from 2022 on".
 */
import { FESTIVALS, isNumeralFestival } from './festivals.ts'

export type TokenKind =
  | 'num'
  | 'year'
  | 'month'
  | 'ri'
  | 'hao'
  | 'day'
  | 'week'
  | 'quarter'
  | 'workday'
  | 'hour'
  | 'minute'
  | 'half'
  | 'ge'
  | 'shift'
  | 'year-word'
  | 'day-word'
  | 'half-year'
  | 'half-month'
  | 'third'
  | 'ten-days'
  | 'parity'
  | 'edge-end'
  | 'edge-start'
  | 'middle'
  | 'year-end'
  | 'both-halves'
  | 'school-year'
  | 'semester'
  | 'session'
  | 'each'
  | 'no-later'
  | 'weekend'
  | 'oclock'
  | 'quarter-name'
  | 'first'
  | 'last'
  | 'ordinal'
  | 'before'
  | 'before-inclusive'
  | 'after'
  | 'from-suffix'
  | 'within'
  | 'above'
  | 'below'
  | 'to'
  | 'and'
  | 'between'
  | 'dun'
  | 'comma'
  | 'semicolon'
  | 'stop'
  | 'from'
  | 'until'
  | 'end-suffix'
  | 'de'
  | 'every'
  | 'every-other'
  | 'alternate'
  | 'on-every'
  | 'by-every'
  | 'at-least'
  | 'at-most'
  | 'rolling'
  | 'rolling-suffix'
  | 'era'
  | 'festival'
  | 'measure'
  | 'event-verb'
  | 'event-noun'
  | 'fulfil'
  | 'in-advance'
  | 'day-of'
  | 'whole-year'
  | 'term'
  | 'per-person'
  | 'two-years'
  | 'so-far'
  | 'from-now'
  | 'sunday'
  | 'quote'
  | 'left-bracket'
  | 'right-bracket'
  | 'dot'
  | 'slash'
  | 'connector'
  | 'truncated'
  | 'other'

/** One word in one role; 天 is both a unit and the seventh day of a week. */
export interface Entry {
  readonly text: string
  readonly kind: TokenKind
  /** What the role needs to know: a shift, an ordinal, an index. */
  readonly value: number
}

const words = (kind: TokenKind, list: string, value = 0): Entry[] =>
  list
    .split(' ')
    .filter(text => text !== '')
    .map(text => ({ text, kind, value }))

/** value = shift from the reference, in the unit that follows. */
const SHIFTS = [
  ...words('shift', '本 这 当'),
  ...words('shift', '上', -1),
  ...words('shift', '上上', -2),
  ...words('shift', '上上上', -3),
  ...words('shift', '下 次 翌', 1),
  ...words('shift', '下下', 2),
  ...words('shift', '下下下', 3),
  ...words('year-word', '今年'),
  ...words('year-word', '去年', -1),
  ...words('year-word', '前年', -2),
  ...words('year-word', '大前年', -3),
  ...words('year-word', '明年 来年', 1),
  ...words('year-word', '后年', 2),
  ...words('year-word', '大后年', 3),
  ...words('day-word', '今天 今日 本日'),
  ...words('day-word', '昨天 昨日', -1),
  ...words('day-word', '前天 前日', -2),
  ...words('day-word', '大前天', -3),
  ...words('day-word', '明天 明日', 1),
  ...words('day-word', '后天', 2),
  ...words('day-word', '大后天', 3),
  ...words('day-word', '大大后天', 4),
  ...words('two-years', '今明两年 今明二年', 1),
]

const UNITS = [
  ...words('year', '年 年度 年份'),
  ...words('month', '月 月份'),
  ...words('ri', '日'),
  ...words('hao', '号'),
  ...words('day', '天 自然日 日历日 日历天 个自然日 个日历日 个日历天'),
  ...words('week', '周 星期 礼拜'),
  ...words('quarter', '季度 季'),
  ...words('workday', '工作日 交易日 个工作日 个交易日'),
  ...words('hour', '小时 个小时'),
  ...words('minute', '分钟'),
  ...words('half', '半'),
  ...words('ge', '个'),
  ...words('half-year', '上半年 前半年', 1),
  ...words('half-year', '下半年 后半年', 2),
  ...words('half-month', '上半月 前半月', 1),
  ...words('half-month', '下半月 后半月', 2),
  ...words('ten-days', '旬'),
  ...words('parity', '单月', 1),
  ...words('parity', '双月', 2),
  // first and last third of the month
  ...words('third', '上旬', 11),
  ...words('third', '中旬', 22),
  ...words('third', '下旬', 33),
  ...words('third', '上中旬', 12),
  ...words('third', '中下旬', 23),
  ...words('edge-end', '底 末'),
  ...words('weekend', '末'),
  ...words('edge-start', '初'),
  ...words('middle', '中'),
  ...words('year-end', '岁末 年终 岁末年终 岁末年初'),
  ...words('both-halves', '上、下半年 上下半年 上和下半年'),
  ...words('school-year', '学年'),
  ...words('semester', '学期'),
  ...words('session', '届'),
  ...[1, 2, 3, 4].flatMap(quarter => words('quarter-name', `Q${quarter} Q${quarter}季度`, quarter)),
  ...words('first', '首 首个'),
  ...words('last', '最后 末'),
  ...words('ordinal', '第'),
  ...words('sunday', '天'),
  ...words('whole-year', '全年 全年度'),
  ...words('era', '时期 期间'),
]

const BOUNDS = [
  ...words('before', '前 之前 以前'),
  ...words(
    'before-inclusive',
    '或之前 或以前 及之前 及以前 (含)前 (含)之前 (含)以前 (含当日)前 (含当日)之前 (含本日)前 (含当天)前',
  ),
  ...words('oclock', '时 点 :00'),
  ...words('after', '后 之后 以后'),
  ...words('from-suffix', '起 开始 以来 或之后 或以后 及之后 及以后 之日起 之后起'),
  ...words('within', '内 之内 以内'),
  ...words('above', '以上'),
  ...words('below', '以下'),
  ...words('between', '之间 间'),
  ...words('from', '从 自 自从'),
  ...words('until', '到 至 截至 截止 截止到 截至到 截止至 直到 直至'),
  ...words('end-suffix', '止'),
  ...words('no-later', '不迟于 不晚于 最迟于 最晚于 最迟在 最晚在'),
  ...words('so-far', '至今 今'),
  ...words('from-now', '即日起 自即日起 从即日起 现在起 从现在起 自现在起'),
  ...words('day-of', '之日 当日 之日起算'),
  ...words('to', '— —— ———— - -- ~ 到 至'),
  ...words('and', '和 与 及 以及'),
  ...words('connector', '又'),
  ...words('de', '的'),
  ...words('dun', '、'),
  ...words('comma', '， ,'),
  ...words('semicolon', '； ;'),
  ...words('stop', '。 ！ ？ ! ? \n'),
  ...words('quote', '“ ” ‘ ’'),
  ...words('left-bracket', '〔 ('),
  ...words('right-bracket', '〕 )'),
  ...words('dot', '. ·'),
  ...words('slash', '/'),
]

const CADENCES = [
  ...words('every', '每 每一 每个 每一个'),
  ...words('each', '各'),
  ...words('every-other', '每隔 每间隔'),
  ...words('alternate', '隔'),
  ...words('on-every', '逢 每逢'),
  ...words('by-every', '按 按照每 逐'),
  ...words('per-person', '每人 人均 每名 每位'),
  ...words('term', '任期内 每届任期内 本届任期内 一届任期内 任期之内 每个任期内 每一任期内'),
]

const COMPARISONS = [
  ...words('at-least', '不少于 不得少于 不应少于 不能少于 至少 最少 不低于 不得低于 不小于 不短于 不得短于'),
  ...words(
    'at-most',
    '不超过 不得超过 不多于 不得多于 至多 最多 最长不超过 最长不得超过 最长 最多不超过 不超出',
  ),
  ...words('at-most', '不高于 最迟不超过 不长于'),
  ...words(
    'truncated',
    '不少 不得少 不应少 不低 不得低 不多 不得多 不短 不于 不得于 不应于 得少于 少于 低于',
  ),
]

const MEASURES = words(
  'measure',
  '次 期 场 场次 学时 课时 学分 项 件 篇 份 名 人次 户次 家次 人 轮 轮次 批 批次 例 条 条次 堂 堂课 节 节课 回 遍 家 户 处 部 册 讲 个 个半天 小时 天 分钟 分',
)

/** Rolling windows counted from the reference: value −1 looks back, +1 ahead. */
const ROLLING = [
  ...words('rolling', '近 最近 最近的 过去 过去的 前 上 近来', -1),
  ...words('rolling', '未来 未来的 今后 今后的 后 下 接下来 接下来的', 1),
  ...words('rolling-suffix', '来', -1),
]

const EVENTS = [
  ...words(
    'event-verb',
    '召开 举行 开会 闭会 休会 散会 提请 实施 施行 出台 发布 公布 印发 下发 颁布 通过 生效 失效 批准 审批 审议',
  ),
  ...words(
    'event-verb',
    '结束 终了 届满 期满 完成 完结 办结 结案 立案 受理 收到 接到 接报 送达 知道 作出 做出 提交 提出 上报',
  ),
  ...words(
    'event-verb',
    '报送 备案 签订 签署 签收 到期 任职 上任 就任 到任 离任 发生 发现 成立 登记 确认 确定 决定 决策 公示 公告',
  ),
  ...words(
    'event-verb',
    '验收 整改 处理 答复 申请 申报 委托 移交 移送 转交 交办 开庭 宣判 判决 裁决 入职 考试 培训 调查 检查',
  ),
  ...words(
    'event-verb',
    '督察 督查 评估 评查 审查 审核 报告 启动 启用 开展 开始 投用 竣工 开工 执行 缴纳 付款 告知 通知 反馈 修订 考核 评议 选举 换届 开学',
  ),
  ...words(
    'event-noun',
    '会议 会 月 季 节 事 训 赛 庭 课 期 年 年度 季度 月度 任期 会期 假期 节假日 试用期 有效期 公示期 听证会 常务会',
  ),
  ...words('event-noun', '常务会议 审议会 办公会 听证 讲座 活动'),
  ...words('fulfil', '满 届满 已满 期满'),
  ...words('in-advance', '提前 至少提前 应提前'),
]

/**
 * Everyday words that contain a word of the grammar but mean no time: with a numeral, with a unit, with a bound. A
 * word stays out of this list where its first character also ends a time before a verb: 3月1日前提交 is no 前提.
 */
const LOOK_ALIKES = words(
  'other',
  [
    '一般 间隔 隔离 隔壁 隔断 隔阂 阻隔 统一 同一 唯一 另一 逐一 万一 单一 专一 任一 某一 之一 其一 进一步 一次性 一年一度 一日之计 两年期',
    '周年 周岁 周边 周转 周期 周密 年代 年级 月龄 月嫂 天津 天安门 号文 号令 号楼 号线 号院 号馆 号店 号门 号室 号房 号机 号码',
    '季节 季军 半径 半导体 分钟圈 小时圈 期刊 部门 部署 处理 处罚 处置 家庭 人民 人员 人大 批准 批复 分别 场所 场景 场地 例会 例外 节能 节点 回应 户籍',
    '前期 前后 前夕 前款 前者 前置 前往 前沿 前瞻 前台 前景 前端 前途 前身 前言 目前 当前 此前 空前 后期 后续 后勤 后备 后果 后台 后者 后代 后评估 然后 落后 此后 其后',
    '起草 起诉 起点 起步 起到 起始 起来 起码 起止 内蒙 内容 内设机构 内控机制 内控制度 内外 内涵 内地 底线 底层 底座 底稿 底蕴 末端 末位 末梢',
    '初步 初级 初始 初衷 初次 初中 初心 中央 基本 成本 资本 样本 版本 加上 线上 网上 会上 路上 身上 早上 晚上 之上 之下 线下 名下 乡下 附近 临近 接近 邻近 贴近 今日头条',
    '自治 自主 自觉 自然 自己 自愿 自身 自行 各自 来自 亲自 独自 自由 从事 从业 从严 从而 从重 服从 适逢 相逢',
    '到位 到达 到场 到岗 到会 到底 至于 甚至 乃至 以至 截止日 当事 当选 当地 当场 下一步 会同 会商 会签 会计 会场 节日 节庆 事项 事中',
  ].join(' '),
)

export const LEXICON: readonly Entry[] = [
  ...SHIFTS,
  ...UNITS,
  ...BOUNDS,
  ...CADENCES,
  ...COMPARISONS,
  ...ROLLING,
  ...EVENTS,
  ...MEASURES,
  ...FESTIVALS.flatMap((festival, index) =>
    isNumeralFestival(festival) ? [] : words('festival', festival.names, index),
  ),
  ...LOOK_ALIKES,
]
