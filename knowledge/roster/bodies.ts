/**
 * The organs that governments, party committees and their like have at the level of province, prefecture, city, county or
 * district. In: the name of an organ without its place (住建局). Out: which organ that is and of what kind. General knowledge
 * of the institutions, no place's own list; offices only one place has are kept by people in the roster.
 */
import { type UnitKind } from '../model/unit.ts'

export interface Body {
  /** Its full name without a place, e.g. 住房和城乡建设局; unique. */
  readonly fullName: string
  readonly kind: UnitKind
  /** Enforces administrative law as one of its main tasks: 各行政执法部门 means it. */
  readonly enforces: boolean
  /** The committee, the congress, the conference, the government themselves: no part of 各部门 or 各单位. */
  readonly isLeading: boolean
}

/**
 * One organ a line: stems | endings | names that are no stem with an ending. Every stem goes with every ending; the first
 * of each is the full name. `*` before the stems: it enforces the law. Endings follow the reforms since 2018 and what
 * offices were called before, since documents of both times are read.
 */
const DEPARTMENTS = `
  发展和改革 发展改革 发改 | 局 委员会 委 厅 |
  教育 | 局 委员会 委 厅 | 教委 教体局 教育体育局 教育和体育局
  科学技术 科技 | 局 委员会 委 厅 | 科学技术和工业信息化局 科技和工业信息化局
  工业和信息化 工业信息化 经济和信息化 经济信息化 工信 经信 | 局 委员会 委 厅 |
  民族宗教事务 民族宗教 民族事务 民宗 民委 | 局 委员会 委 厅 | 民族事务委员会 民委
  * 公安 | 局 厅 | 公安分局
  * 民政 | 局 厅 |
  司法 | 局 厅 | 司法行政机关 司法行政部门
  财政 | 局 厅 |
  * 人力资源和社会保障 人力资源社会保障 人社 | 局 厅 |
  * 自然资源和规划 自然资源 规划和自然资源 规划自然资源 自然资源规划 资源规划 国土资源 规划 | 局 委员会 委 厅 | 规自局 规自委 自规局
  * 生态环境 环境保护 环保 | 局 厅 |
  * 住房和城乡建设 住房城乡建设 住建 建设 城乡建设 | 局 委员会 委 厅 |
  * 城市管理 城市管理和综合执法 城市管理综合执法 城市综合管理 城管 | 局 委员会 委 |
  * 城市管理综合行政执法 城市管理行政执法 综合行政执法 综合执法 城管执法 城管综合执法 | 局 大队 支队 |
  * 交通运输 交通 | 局 委员会 委 厅 |
  * 水务 水利 | 局 厅 |
  * 农业农村 农业 | 局 委员会 委 厅 |
  商务 | 局 委员会 委 厅 |
  * 文化和旅游 文化旅游 文旅 文化广电和旅游 文化体育和旅游 文体旅 文体旅游 文化广电旅游 文化广电体育和旅游 文旅体 文化体育 文体 | 局 委员会 委 厅 |
  * 卫生健康 卫健 卫生和计划生育 卫计 卫生 | 局 委员会 委 厅 |
  退役军人事务 退役军人 | 局 厅 |
  * 应急管理 应急 安全生产监督管理 | 局 厅 |
  审计 | 局 厅 |
  国有资产监督管理 国资 | 委员会 委 局 中心 | 国资监管局
  * 市场监督管理 市场监管 市监 | 局 厅 委员会 委 |
  体育 | 局 |
  统计 | 局 |
  * 医疗保障 医保 | 局 |
  乡村振兴 扶贫开发 扶贫 | 局 办公室 办 |
  * 林业和草原 林草 林业 | 局 厅 |
  * 园林绿化 园林 绿化 | 局 |
  粮食和物资储备 粮食 | 局 |
  能源 | 局 |
  信访 | 局 办公室 办 |
  金融工作 地方金融监督管理 地方金融 金融监管 | 局 办公室 | 金融办
  大数据 数据 数据管理 大数据管理 数据资源管理 大数据发展管理 大数据发展 数字发展 | 局 委员会 中心 | 数据资源中心 大数据和政务服务局
  行政审批服务 行政审批 政务服务管理 政务服务 审批服务 政务服务和数据管理 政务服务数据管理 政务服务和大数据 | 局 | 审批局 政数局 政务服务办
  政务服务 行政服务 | 中心 大厅 | 政务服务中心管委会 行政服务中心管委会 行政服务中心管理委员会 政务中心
  机关事务管理 机关事务 | 局 中心 | 机关事务服务中心 机关事务管理服务中心
  国防动员 人民防空 | 办公室 办 | 国动办 人防办
  外事 | 办公室 办 | 外办 外事侨务办公室 外侨办
  投资促进 招商 | 局 中心 | 投资促进服务中心
  房屋管理 房产管理 房地产管理 住房保障 住房保障和房产管理 房管 房产 | 局 | 住房保障中心
  文物 | 局 |
  知识产权 | 局 |
  药品监督管理 药监 | 局 |
  海洋与渔业 海洋渔业 海洋和渔业 | 局 |
  畜牧兽医 畜牧 | 局 |
  营商环境建设 营商环境 | 局 办公室 | 营商局 营商办 营商环境办
  政府研究室 | | 政府研究室 研究室
  参事室 | | 参事室 政府参事室
  法制 | 办公室 局 办 | 政府法制办公室 政府法制办 法制办
  政府办公 | | 政府办公室 政府办公厅 人民政府办公室 人民政府办公厅 政府办
`

const PARTY_ORGANS = `
  党委 | | 委员会 委 党委 委常委会 党委常委会 常委会会议 委常委会会议
  办公 | | 党委办公室 委办公室 委办公厅 党委办公厅 委办 党委办
  组织 | 部 |
  宣传 | 部 |
  统战 统一战线工作 | 部 |
  政法 | | 政法委员会 政法委
  社会工作 社工 | 部 |
  机构编制委员会办公室 | | 机构编制委员会办公室 编制委员会办公室 编委办 编办
  机构编制委员会 | | 机构编制委员会 编委会 编委
  全面依法治理委员会 | | 全面依法治区委员会 全面依法治市委员会 全面依法治县委员会 全面依法治州委员会 全面依法治省委员会 全面依法治旗委员会 全面依法治盟委员会 依法治区委员会 依法治市委员会 依法治县委员会 依法治州委员会 依法治省委员会 依法治旗委员会
  全面依法治理委员会办公室 | | 全面依法治区委员会办公室 全面依法治市委员会办公室 全面依法治县委员会办公室 全面依法治州委员会办公室 全面依法治省委员会办公室 全面依法治旗委员会办公室 全面依法治盟委员会办公室 依法治区办 依法治市办 依法治县办 依法治州办 依法治省办 依法治旗办 依法治盟办 依法治区办公室 依法治市办公室 依法治县办公室 依法治州办公室 依法治省办公室 法治区办 法治市办 法治县办 法治州办 法治省办 法治办
  网络安全和信息化委员会办公室 | | 网络安全和信息化委员会办公室 网信办 互联网信息办公室
  党校 | | 党校 行政学院 党校(行政学院) 党校行政学院
  巡察工作领导小组办公室 | | 巡察工作领导小组办公室 巡察办 巡察工作办公室 巡查办 巡视办
  直属机关工作委员会 | | 直属机关工作委员会 直属机关工委 直机关工委 机关工委
  老干部 | 局 |
  党史研究室 | | 党史研究室 党史和地方志研究室 党史和地方志办公室 党史办 地方志办公室 地方志编纂委员会办公室 史志办 方志办
  档案 | 局 馆 |
  国家安全委员会办公室 | | 国家安全委员会办公室 国安办
  台湾工作办公室 | | 台湾工作办公室 台办
  平安建设领导小组办公室 | | 平安建设领导小组办公室 平安办
  保密 | 局 | 国家保密局 保密委员会办公室 保密办 保密和机要局 机要和保密局 机要局
  精神文明建设委员会办公室 | | 精神文明建设委员会办公室 精神文明建设指导委员会办公室 文明办
  融媒体中心 | | 融媒体中心 融媒体
`

const ORGANS = `
  人民代表大会常务委员会 | | 人大常委会 人民代表大会常务委员会 人大 人大及其常委会 人民代表大会及其常务委员会 人民代表大会
  人大常委会办公室 | | 人大常委会办公室 人大常委会办公厅 人大办公室 人大办 人大常委会机关 人大机关
  人大监察和司法委员会 | | 人大监察和司法委员会 人大监察司法委 人大社会建设委员会 人大社会委
  人大常委会法制工作委员会 | | 人大常委会法制工作委员会 人大常委会法工委 人大法工委 法工委
  政治协商会议委员会 | | 政协委员会 政协 政协常委会 中国人民政治协商会议委员会
  政协办公室 | | 政协办公室 政协办公厅 政协办 政协机关
  纪律检查委员会监察委员会 | | 纪委监委 纪律检查委员会监察委员会 纪检监察机关 纪委 监委 监察委 监察委员会 纪律检查委员会 纪委监察委 纪委(监委) 纪委办 纪委监委机关
  人民法院 | | 人民法院 法院 中级人民法院 中级法院 中院 高级人民法院 高院
  人民检察院 | | 人民检察院 检察院
  工商业联合会 | | 工商业联合会 工商联 总商会
  总工会 | | 总工会 工会
  共青团 | | 团委 共青团委员会 共青团 团区委 团市委 团县委 团州委 团省委 团旗委 共青团委
  妇女联合会 | | 妇女联合会 妇联
  残疾人联合会 | | 残疾人联合会 残联
  文学艺术界联合会 | | 文学艺术界联合会 文联
  科学技术协会 | | 科学技术协会 科协
  归国华侨联合会 | | 归国华侨联合会 侨联
  红十字会 | | 红十字会
  法学会 | | 法学会
  律师协会 | | 律师协会 律协
  消费者权益保护委员会 | | 消费者权益保护委员会 消费者协会 消委会 消保委
  国际贸易促进委员会 | | 国际贸易促进委员会 中国国际贸易促进委员会 贸促会
  供销合作社 | | 供销合作社联合社 供销合作社 供销社
  计划生育协会 | | 计划生育协会 计生协
  关心下一代工作委员会 | | 关心下一代工作委员会 关工委
`

/** Organs of the state that no local government commands, and offices set up for one task. */
const OTHERS = `
  * 税务 国家税务 | 局 |
  * 消防救援 | 大队 支队 总队 局 | 消防大队 消防支队
  * 气象 | 局 |
  * 烟草专卖 烟草 | 局 |
  * 海关 | | 海关
  邮政管理 邮政 | 局 |
  海事 | 局 |
  武装 | | 人民武装部 人武部
  机关效能建设领导小组办公室 | | 机关效能建设领导小组办公室 效能办 机关效能建设领导小组
  行政审批制度改革工作领导小组办公室 | | 行政审批制度改革工作领导小组办公室 行政审批制度改革领导小组办公室 审改办
  推进政府职能转变领导小组办公室 | | 推进政府职能转变和“放管服”改革协调小组办公室 放管服改革领导小组办公室 职转办 放管服办
  推进依法行政工作领导小组办公室 | | 推进依法行政工作领导小组办公室 依法行政工作领导小组办公室 依法行政办
  推进依法行政工作领导小组 | | 推进依法行政工作领导小组 依法行政工作领导小组 依法行政领导小组
  行政复议局 | | 行政复议局 行政复议办公室 行政复议委员会 行政复议委员会办公室
  公共资源交易 | 中心 | 公共资源交易服务中心 公共资源交易管理局
  公共法律服务 | 中心 |
  综治中心 | | 社会治安综合治理中心 综治中心 矛盾纠纷调处化解中心 社会治理中心
  住房公积金管理 | 中心 | 公积金中心
  政务服务便民热线 | 中心 | 12345政务服务便民热线 12345热线 接诉即办调度中心
`

const GOVERNMENTS = `
  人民政府 | | 人民政府 政府 政府常务会议 政府常务会 人民政府常务会议 政府党组 政府全体会议
`

const TABLES: readonly (readonly [UnitKind, string])[] = [
  ['government', GOVERNMENTS],
  ['department', DEPARTMENTS],
  ['party', PARTY_ORGANS],
  ['organ', ORGANS],
  ['other', OTHERS],
]

interface Names {
  readonly whole: ReadonlyMap<string, Body>
  /** Stems that lost their ending, or were listed without it: 发改、商务局. */
  readonly stems: ReadonlyMap<string, Body>
}

const words = (list: string): string[] => list.split(/\s+/).filter(word => word !== '')

function readTables(): Names {
  const whole = new Map<string, Body>()
  const stems = new Map<string, Body>()
  for (const [kind, table] of TABLES)
    for (const line of table.split('\n').filter(each => each.trim() !== '')) {
      const { body, names, shortStems } = readLine(line, kind)
      for (const name of names) if (!whole.has(name)) whole.set(name, body)
      for (const stem of shortStems) if (!stems.has(stem)) stems.set(stem, body)
    }
  return { whole, stems }
}

const LEADING = new Set(words('委员会 人大常委会 政协委员会'))

/** A bare stem of two characters may name its organ only where it is no ordinary word: 发改, but not 教育. */
const BARE_STEMS = new Set(
  words('发改 住建 人社 卫健 市监 文旅 工信 经信 民宗 文体旅 林草 资源规划 退役军人'),
)

function readLine(line: string, kind: UnitKind) {
  const [left = '', endings = '', others = ''] = line.split('|')
  const stems = words(left).filter(word => word !== '*')
  const names = [...stems.flatMap(stem => words(endings).map(ending => stem + ending)), ...words(others)]
  // A line without endings names its organ by the stem itself, which no document need write.
  const fullName = names[0] ?? stems[0] ?? ''
  const isLeading = kind === 'government' || LEADING.has(fullName)
  const body: Body = { fullName, kind, enforces: left.trim().startsWith('*'), isLeading }
  return { body, names, shortStems: stems.filter(stem => BARE_STEMS.has(stem)) }
}

let cached: Names | null = null

/**
 * @param name Without a place: 司法局, 政府办公室, 委编办 with or without its 委. A 分局 is the 局 of its place.
 * @returns null where no organ is called so.
 */
export function bodyNamed(name: string): Body | null {
  const asBureau = name.endsWith('分局') ? `${name.slice(0, -2)}局` : name
  const direct = lookUp(name) ?? lookUp(asBureau)
  if (direct !== null) return direct
  for (const [owner, kinds] of OWNERS) {
    const body = owner.test(asBureau) ? lookUp(asBureau.replace(owner, '')) : null
    if (body !== null && kinds.includes(body.kind)) return body
  }
  return null
}

/** True for 发改: an organ can be told from it, but not whether it is a 局 or a 委. */
export function isBareStem(name: string): boolean {
  return BARE_STEMS.has(name)
}

/** 区委|编办, 区政府|信访局: whose organ it is may be said. */
const OWNERS: readonly (readonly [RegExp, readonly UnitKind[]])[] = [
  [/^(?:党委|党工委|工委|委员会|委)/, ['party', 'other', 'organ']],
  [/^(?:人民政府|政府)/, ['department', 'other']],
]

function lookUp(name: string): Body | null {
  cached ??= readTables()
  return cached.whole.get(name) ?? cached.stems.get(name) ?? null
}
