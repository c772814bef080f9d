/** The words the finder of obligations knows: how units end, how a predicate begins, what binds and what only asks. */
import { NAMING_VERBS, SWALLOWED_VERB, VERB } from './verbs.ts'

const words = (list: string): string[] => list.trim().split(/\s+/)

/** Endings of names of bodies and of people in office. A name ends in one of them, perhaps with brackets behind it. */
const UNIT_ENDINGS = words(`
  政府 党委 党组 党工委 工委 区委 市委 县委 州委 省委 委员会 常委会 委办局 领导小组 小组 办公室 办公厅 管委会 联席会议 常务会议 常务会 党委会
  领导班子会议 研究部门 部门 单位 机构 机关 社会组织 基层组织 行业组织 团体 协会 商会 工商联 总工会 妇联 残联 团委 中心 企业 公司 银行 医院 学校
  中小学校 党校 学会 街道办事处 办事处 街道 乡镇 县市 区县 市县 开发区 园区 工业集中区 投资区 功能区 领导班子 班子 班子成员 成员单位 成员 领导 负责人
  负责同志 领导同志 同志 领导干部 干部 工作人员 人员 主讲人 责任人 承办人 经办人 首席代表 校长 局长 主任 书记 镇长 乡长 县长 区长 市长 代表 委员 专家 律师 法律顾问 公职律师 监督员 公务员 司法所
  派出所 公民 法人 个人 职工 医生 股东 业主 村民 居民 家长 学生 监狱 海关 看守所 拘留所 戒毒所 图书馆 博物馆 档案馆 电视台 广播电台 报社 出版社 旅行社 合作社 信用社 幼儿园 工厂
  商店 市场主体 经营主体 其他组织 经济组织 自治组织 慈善组织 清算组织 董事会 理事会 监事会 业主大会 工作组 工作队 指挥部 专班 基地 法庭 军队 部队 队伍 警察 民警 管理组织 合作组织
  中心组 办公会 办公会议 党组会 宣讲团 专家库 服务队 志愿者 各村 各组 各社区 各校 各企业 各科 述法对象 述职对象 培训对象 考核对象 督察对象 评议对象 普法对象 参训对象 科室 处室 股室 代表团 村委会 居委会 服务站 全区 全市 全县 全州 全省 各地 各地区 各县 各区 各市 各镇 各乡 各州 村(社区) 社区 当事人 申请人 人民法院 人民检察院 法院 检察院 纪委监委 监委 政协 人大 人大常委会 主管 业主 用人方 第三方 双方 当事方 承包方 发包方 受托方 委托方 受让方 转让方
`)

/**
 * One-character endings, each without the words in which it means something else (全部, 督办, 场所); a name that ends so has
 * at least three characters.
 */
const SHORT_UNIT_ENDINGS = words(`
  (?<![布格结平当])局 (?<!原)委 (?<![交督催承主协通网举创开查领程包即])办 院 (?<![全内外本局])部 厅 (?<![签部])署
  (?<![学专本全各医眼内外儿牙产理文工百妇分前问文])科(?![室学技目级员研普教幻考举协]) (?<![议教课病卧温浴展画休息验诊])室(?![内外温]) (?<![各好惩查调何此四])处(?![理分罚置以于在]) 镇 乡 (?<![排军领带列编站归])队(?![列友形伍员长]) (?<![场厕])所(?![在有需得称属处]) (?<![前后或再学]|[一二两三四])者 (?<![每本他何个二两三几名新商众])人(?![民才员大数均口次工力事身生道际为])
  (?<![成动人议伤减官裁])员(?![会工额]) (?<![门账帐开落入客用])户(?![口籍外]) (?<=[医教律药护技]|会计|工程)师 (?<=[局厅处科所校院站厂船机队店行事])长(?![期效度]) (?<=清算|检查|调查|评估|督查|巡察|考核|专家)组(?!织)
`)

const NESTED_BRACKETS = '(?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\))*'

export const UNIT_ENDING = new RegExp(
  `(?:${[...UNIT_ENDINGS]
    .sort((a, b) => b.length - a.length)
    .map(escapeBrackets)
    .join('|')}|(?<=[\\u4e00-\\u9fff]{2})(?:${SHORT_UNIT_ENDINGS.join('|')}))${NESTED_BRACKETS}`,
  'g',
)

function escapeBrackets(word: string): string {
  return word.replace(/[()]/g, '\\$&')
}

/** Words a predicate opens with: after a subject one of them follows, or a time, or a number. */
const PREDICATE_OPENERS = words(`
  要 应 须 必须 需 可 不(?!得?[少超低高多][于过]) 不得?[少超][于过][\\d一二两三四五六七八九十]+(?:次|期|场|学时|课时|天) 均 都 一律
  全部 全面(?!依法) 全年 全程 原则上 一般 力争 切实 共同 各(?!项|类|方面|种|领域|环节|部门|单位|级|自的|地) 分别 会前 主动 及时 定期 严格 认真
  积极 带头 依法(?!行政|治) 按 依 对 向 于 在 自 从 把 将 为 与 会同 并(?=[上报送抄向]) 牵头 通过 结合 根据 因 经 每 年内 任期 至少
  最多 最长 未 负责(?!人|同志) 年度 以 围绕 接 收到 直接 组织(?!部|人事) 开展 制定 编制 公布 公开 报 送 提交
  提出 举办 举行 安排 召开 建立 健全 完善 完成 落实 履行 推进 推动 加强 做好 抓 实施 执行 更新 调整 清理 审核 审查 评估 抽查 检查 通报 汇总
  形成 指导 督促 协调 配合 参加 参与 接受 支持 保障 保证 确保 确定 明确 选取 选编 选择 聘请 配备 设立 培训 讲 主讲 拟订 印发 出台 修订 出庭
  列席 会商 办理 办结 答复 反馈 回复 移交 移送 归集 发出 汇编 提供 征集 征求 申报 申请 集中 上岗 先 再 实行 同步 承担 成立 联合 统筹 研究 部署
  听取 述 学习 接待 接访 到 进行 作出 予以 给予 采取 发布 书面 委托 审读 提前 保持 达到 实现 纳入 列入 当 就 逐 按时 如期 抄 呈 上报 分送
  建成 收集 梳理 压 新 常态化 还 也 请 由 遇 有 应邀 受 准备 监督 牢固 高度 带队 普遍
`)

/** Binds whoever stands before it, however long the words that describe them. */
export const BINDS =
  /^(?:均|都)?(?:应当|必须|可以|不得(?![少超低高多])|须|应(?![急诉用对收聘届征变激付力邀]))/

/** Prepositions: what follows is never the subject, not even 对工作不力的单位. */
const PREPOSITIONS =
  '对(?!外)|会同|向|为|将|把|在(?!岗|编|职)|于|按|由|从(?!事|业)|与|至|给|到|通过|根据|结合|围绕|依托(?!单位)|除|凡|以|因|和|及|或'
/** Verbs an imperative opens with; the words behind (?! are names of offices that begin alike. */
const IMPERATIVES = words(`
  经(?!办|济|营|开|信) 报 送 加强 强化 健全 完善 落实 建立 推动 推进 组织(?!部|人事) 指导 督促 开展 深化 发挥 聚焦 成立 配齐 实行
  实施(?!单位|机关|主体) 确保 统筹 抓 提升 提高 规范 优化 明确 打造 建设(?!单位|局|部门) 引入 鼓励 支持 探索 保障 完成 举办
  编制(?!部门|单位) 制定(?!机关|单位) 收到 参加(?!人员|单位) 列入 涉及 充分 全面(?!依法) 严格 切实 认真 进一步 加快 加大 持续 主动 积极
  依法(?!治) 每(?!个|名|家) 并 不 聘请 委托(?!单位|机关) 做 邀请 召开 安排 需要 选取 选择 使用(?!单位|人) 利用 创建 维护 促进
  研究(?!部门|机构) 拓展 构建 履行 征求 公布 公开 自觉 定期 谋划 贯彻 坚持 防止 避免 杜绝 引导 吸收 整合 汇总 形成 出台 印发 修订 拟订
  审核(?!部门|机构|人员) 评估(?!机构) 评选 抽查 清理 公示 告知 征集 听取 接受 部署 培养 培育 配备 设置 设立 增加 减少 扩大 畅通 拓宽 保持
  达到 实现 更新 调整 教育引导 争取 力争 办理 处理 解决 取得 基本 逐步 继续 保证 限期 责令 下达 补齐 缩短 清偿 推出 出具 发放 发出 发布 抽取
  确认 核实 核查 核对 受理(?!机关|单位|部门) 登记 汇编 选编 约谈 督办 兑现 压减 动员 吸引 协助 服务(?!中心|单位|机构|部门) 帮助
  宣传(?!部) 普及 传达 学习 借鉴 总结 推广 推行 试点 开通 开放 开发(?!区) 建成 新建 改进 改善 改革 创新 培训(?!中心|机构) 轮训 考核 考评
  检查(?!院|站|组) 巡查 监测 整治 打击 查处 惩治 化解 调处 防范 预防 降低 减轻 消除 增强 激发 营造 集中 联合 面向 针对 旁听 参与 讲授 撰写
  提交 提出 提请 提供(?!单位) 提醒 反馈 答复 回复 移送 移交 归集 归档 保存 公告 通知 通报 汇报
`)

const JOINING = words('并 不 每 经(?!办|济|营|开|信) 基本 面向 针对 涉及')
/** What an imperative opens with also follows a subject: 区司法局核实情况. */
export const PREDICATE_OPENER = new RegExp(
  `^(?:${[...PREDICATE_OPENERS, ...IMPERATIVES.filter(verb => !JOINING.includes(verb))].join('|')}|${VERB})`,
)

export const NEVER_A_SUBJECT = new RegExp(`^(?:${PREPOSITIONS})`)
/** A phrase that begins so is not a subject: it is an object, a goal or a verb. */
export const NOT_A_SUBJECT = new RegExp(
  `^(?:${PREPOSITIONS}|应当|必须|不得|须|${IMPERATIVES.filter(verb => !NAMING_VERBS.includes(verb)).join('|')}|${VERB})`,
)
/** 收到建议的单位: a clause may describe who acts; then it may hold verbs and 、. */
export const DESCRIBED_UNIT =
  /的(?:单位|部门|机关|企业|人员|街道(?:\([^()]*\))?|负责人)(?:主要)?(?:负责人|领导|人员)?$/

/** Verbs and prepositions that never stand inside the name of a unit: they would have been swallowed. */
const SWALLOWED = words(`
  向(?!阳) 对(?!外|口|象) 将(?!军) 接待 接受 应当 必须 不得 负责(?!人|同志) (?<![主重需必])要(?!点|求|素|员|害|案) 按照 通过
  结合 根据 听取 开展 不少于 每[年月季周半] 会同 由 下达 并(?=[上报送抄向]) 聘请 举办 召开 完成 建立 履行 落实 选取 抽查 提交 报送 征求 公布
  更新 配备 设立 安排 邀请 约谈 通报 办理 牵头(?!单位|部门|人) 推动 推进 加强 实现 保证 确保 指导 督促 统筹
  组织(?!部|人事|处|委员|机构|科|应当|$|[和或、(]) 接报 纳入 列入 谋划 做好 联合(?!会) 发布 发现 收到 离开
  可以 作出 准予 且 (?<=[位业关门人者司会局])(?:自(?!治|然)|到|从(?!事)|在(?!编|岗|职))
`)
export const INSIDE_NO_UNIT = new RegExp(
  `[\\u4e00-\\u9fff)](?:${[...SWALLOWED, ...SWALLOWED_VERB].join('|')})`,
)
/** What may stand before a second beginning of a name (各部门, 有关部门, 全区): a body, a place, a conjunction. */
const BEFORE_SECOND =
  '政府|部门|单位|机关|机构|企业|班子|[委局厅院办会省市县州区旗镇乡级道地中属方直其他等及和与或、)内外各]|以上|以下|全国'
/** 动态调整各级政府: what stands before 各级 is no name, so it is a verb, known or not. */
export const BEGINS_TWICE = new RegExp(
  `(?<!^|${BEFORE_SECOND})(?:各(?!自)|有关|相关|全[省市县州区](?!域)|本级|同级|上级|下级|县级以上|本[省市县州区])`,
)
/** Bodies named after their task may hold any verb: 推进依法行政工作领导小组. */
export const TASK_FORCE =
  /(?:提供|经营|生产|管理|运营|使用|服务)者$|^(?:新|拟|初次)[\u4e00-\u9fff]{2,8}(?:人员|干部|公务员)$|^被[\u4e00-\u9fff]{1,6}(?:机关|单位|部门|企业|人|者)$|(?:领导小组|工作小组|协调小组|委员会|工作组|指挥部|专班|联席会议)(?:\([^()]*\))?$/
/** Words that end like a unit and are none. */
export const NO_UNIT = /(?:法治|服务型|数字|诚信|有为|有限)政府$/

/** Verbs that put another's duty into their object: 落实政府领导班子定期学法制度, 推动各部门定期研究. */
export const EMBEDDING_VERB =
  /^(?:全面|严格|认真|进一步|切实|积极|大力|扎实)*(?:落实|建立健全|健全完善|健全|完善|建立|实行|执行|推动|指导督促|督促|要求|确保|保证|鼓励|支持|倡导)/
/** Bodies and officials proper; places (街道乡镇, 全区) bear a duty only where they are its grammatical subject. */
export const OFFICE_ENDING =
  /(?:政府|部门|单位|机构|机关|班子|干部|负责人|同志|人员|成员|委员会|领导|党组|党委)(?:\([^()]*\))?$/
/** What such an object ends with; then the unit may be followed by anything. */
export const EMBEDDING_NOUN = /(?:职责|责任)(?:[^\u4e00-\u9fff]|$)/

export const ENCOURAGED = /鼓励|探索|倡导/
export const WEAK =
  /力争|争取|原则上|一般(?!程序|公共|对象|案件|性)|计划(?=每|安排|于|在|开展|举办|组织|完成)|尽量|尽可能/
export const PERMITTED = /可以|可(?=延长|推迟|适当)/
export const BINDING = /应当|必须|须|不得/

/** Verbs that say something to somebody: 向…报告. */
export const TELLING_VERB =
  /(?:书面|专题|按规定|如实|集中|统一|主动|及时|定期)*(?:请示汇报|报告|汇报|报送|报备|呈报|通报|公开|公布|公示|反馈|请示|提交|提请|申报|移送|移交|备案|征求|征集|说明|发布|推送|提出|公告|述职|述法|报)/
/** Verbs whose object is the receiver: 报区司法局, 抄送区政协. */
export const SENDING_VERB =
  /报送|呈送|抄送|分送|抄报|上报|呈报|送交|提交|移交|移送|交由|转交|报告|报(?!告|送|备|请|名|考|刊|道)|送(?!达|审)|交(?!通|流|办)/g

/** Words at the beginning of a clause that belong neither to the subject nor to the action. */
export const CLAUSE_OPENER =
  /^(?:[一二三四五六七八九十]+[是、]|[(][一二三四五六七八九十\d]+[)]|\d+\s*[.、)]|第[零〇一二三四五六七八九十百\d]+条|注|\*+|#+|\d+\s*\||\d+\t|\||但是|如果|并且|并|且|同时|其中|此外|另外|此后|以后|由|前后|左右|请(?!假|示|求)|现(?=将|就)|\s)+/
