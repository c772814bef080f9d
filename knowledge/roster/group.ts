/**
 * Names that mean many: 各部门, 各乡镇(街道), 区政府各行政执法部门. In: a name and the place of its document. Out: which kinds of
 * units it takes in, or that only some of them are meant (有关部门). It knows no units; membership is asked with one.
 */
import { type UnitKind } from '../model/unit.ts'
import { shortName } from '../places/gazetteer.ts'
import { levelCharacter } from './place-prefix.ts'

export interface Group {
  /** Somebody among them, as the case may be: 有关部门, 承办单位. */
  readonly isOpen: boolean
  /** Kinds of units of the place itself. Empty where the roster holds no such units (村、学校). */
  readonly kinds: ReadonlySet<UnitKind>
  /** Only those that enforce administrative law. */
  readonly enforcing: boolean
  /** Only organs of these full names (bodies.ts); null where the kinds say all. */
  readonly bodies: ReadonlySet<string> | null
  /** The government of the place itself belongs to it (各级政府). */
  readonly withOwnGovernment: boolean
}

type Tag = 'each' | 'open' | 'level' | 'scope' | 'join'

interface Noun {
  readonly kinds: readonly UnitKind[]
  readonly enforcing?: true
  readonly bodies?: readonly string[]
  readonly withOwnGovernment?: true
  /** By itself, without 各 or a body before it, the word means whoever it may be. */
  readonly needsQuantifier?: true
}

const ALL: readonly UnitKind[] = [
  'department',
  'party',
  'organ',
  'township',
  'subdistrict',
  'zone',
  'other',
  'government',
]
const list = (words: string): string[] => words.split(' ')

const TAGGED: readonly (readonly [Tag, readonly string[]])[] = [
  ['each', list('各级 各类 各 每一个 每个 每家 每 所有 全体 凡 全省 全市 全县 全区 全州 全旗 全盟')],
  ['open', list('有关 相关 部分 个别')],
  ['level', list('省 市 县 区 州 旗 盟 自治区 自治州 自治县 地区')],
  [
    'scope',
    list(
      '党委和政府 党委政府 党委、政府 党委 党工委 党(工)委 委 直属 所属 下属 组成 工作 内设 职能 直 级 本级 同级 地方 以上 承担行政执法职能的 其他',
    ),
  ],
  ['join', list('、 和 及其 以及 及 与 或 或者 ( ) /')],
]

/** 人民团体 and 群团组织. */
const PEOPLES_ORGANISATIONS = list(
  '总工会 团委 妇女联合会 工商业联合会 残疾人联合会 文学艺术界联合会 科学技术协会 归国华侨联合会 红十字会 法学会 台湾同胞联谊会 社会科学界联合会 国际贸易促进委员会 计划生育协会 关心下一代工作委员会',
)
const COURT = '人民法院'
const PROCURATORATE = '人民检察院'

const NOUNS: readonly (readonly [Noun, readonly string[]])[] = [
  [{ kinds: ['department', 'party'], needsQuantifier: true }, list('部门')],
  [{ kinds: ['department', 'party'] }, list('部委 委办局 部委办局 委局 职能部门 组成部门 工作部门')],
  [
    { kinds: ['department'], enforcing: true },
    list('行政执法部门 执法部门 行政执法单位 行政执法机关 执法单位 执法机关'),
  ],
  [{ kinds: ALL.filter(kind => kind !== 'government'), needsQuantifier: true }, list('单位')],
  [
    {
      kinds: ['department', 'township', 'subdistrict'],
      withOwnGovernment: true,
      needsQuantifier: true,
    },
    list('行政机关'),
  ],
  [{ kinds: ['department', 'party', 'organ'], needsQuantifier: true }, list('机关 机构 国家机关 党政机关')],
  [
    { kinds: ['organ'], bodies: PEOPLES_ORGANISATIONS, needsQuantifier: true },
    list('人民团体 群团组织 群团单位 群团'),
  ],
  [{ kinds: ['organ'], bodies: [COURT], needsQuantifier: true }, list('人民法院 法院')],
  [{ kinds: ['organ'], bodies: [PROCURATORATE], needsQuantifier: true }, list('人民检察院 检察院')],
  [{ kinds: ['organ'], bodies: [COURT, PROCURATORATE], needsQuantifier: true }, list('司法机关')],
  [{ kinds: ['organ'], bodies: [COURT, PROCURATORATE] }, list('两院 法检两院')],
  [
    {
      kinds: ['party', 'organ', 'department'],
      bodies: ['政法委员会', COURT, PROCURATORATE, '公安局', '司法局'],
    },
    list('政法单位 政法机关 政法部门'),
  ],
  [
    { kinds: ['township'] },
    list('乡镇 乡镇(场) 乡镇场 镇乡 镇 乡 民族乡 苏木 苏木镇 苏木乡镇 苏木(乡镇) 团场 团镇'),
  ],
  [{ kinds: ['subdistrict'] }, list('街道 街道办事处 街道办 办事处 街')],
  [{ kinds: ['township', 'subdistrict'] }, list('镇街 街镇 乡街')],
  [{ kinds: ['zone'] }, list('园区 功能区 开发区 工业园区 管委会')],
  [
    { kinds: ['government'] },
    list(
      '县市 市县 区县 区县(自治县) 县区 市区 县市区 市县区 区县市 县(市、区) 县(区、市) 县(市) 县(区) 区(市、县) 区(市)县 市(区) 区(县) 区(市) 旗县 旗县区 旗县市区 旗县(市、区) 旗(县、区) 旗区 旗',
    ),
  ],
  [{ kinds: ALL, withOwnGovernment: true }, list('各地 各地区')],
  // The roster holds none of these; they are many all the same.
  [
    { kinds: [], needsQuantifier: true },
    list(
      '事业单位 企业事业单位 企事业单位 社会组织 行业协会 学校 中小学 企业 国有企业 民主党派 人民调解委员会 律师事务所 媒体 新闻媒体',
    ),
  ],
  [
    { kinds: [] },
    list(
      '社会 社会公众 公众 群众 村(社区) 村 社区 中小学校 综治中心 司法所 党组 党委(党组) 派出所 嘎查 嘎查村 嘎查(社区) 连队 村(居) 村(居)委会 村(居)民委员会',
    ),
  ],
]

/** 政府 is the body of 区政府部门, and a member of 各级政府. */
const GOVERNMENT = list('人民政府 政府')

type Token =
  | { readonly is: Tag; readonly text: string }
  | { readonly is: 'noun'; readonly noun: Noun; readonly text: string }
  | { readonly is: 'government'; readonly text: string }

function readTokens(): ReadonlyMap<string, Token> {
  const tokens = new Map<string, Token>()
  for (const [is, texts] of TAGGED) for (const text of texts) tokens.set(text, { is, text })
  for (const [noun, texts] of NOUNS) for (const text of texts) tokens.set(text, { is: 'noun', noun, text })
  for (const text of GOVERNMENT) tokens.set(text, { is: 'government', text })
  return tokens
}

const TOKENS = readTokens()
const LONGEST_TOKEN = Math.max(...[...TOKENS.keys()].map(text => text.length))

/** 承办单位, 被诉行政机关, 收到建议的单位: who it is, the case decides. */
const SITUATIONAL = /(?:单位|部门|机关|机构|主体|委办局|第三方)(?:\([^()]*\))?$/
/** 12个街道(镇) */
const COUNTED = /^[0-9一二两三四五六七八九十]+个/

/** @param name Folded. @returns null where the name does not mean many. */
export function groupNamed(name: string, place: string | null): Group | null {
  const tokens = isNamedLikePlace(name, place) ? null : tokensOf(name.replace(COUNTED, '各'), place)
  const group = tokens === null ? null : groupOf(tokens, place)
  if (group !== null) return group
  return SITUATIONAL.test(name) ? { ...NOBODY, isOpen: true } : null
}

const NOBODY: Group = {
  isOpen: false,
  kinds: new Set(),
  enforcing: false,
  bodies: null,
  withOwnGovernment: false,
}
const EVERYBODY: Group = { ...NOBODY, kinds: new Set(ALL), withOwnGovernment: true }

/** 溪口镇 in 溪口县 is one town; the short name of a place stands before no plural. */
function isNamedLikePlace(name: string, place: string | null): boolean {
  const short = place === null ? null : shortName(place)
  if (short === null || place === null || !name.startsWith(short) || name.startsWith(place)) return false
  const tokens = tokensOf(name.slice(short.length), place) ?? []
  return tokens[0]?.is === 'noun' && isSingular(tokens)
}

/** 工业园区管委会: nothing multiplies it. */
const isSingular = (tokens: readonly Token[]): boolean =>
  tokens.every(({ is, text }) => is === 'noun' || is === 'government' || /^党(?:委|工委)$/.test(text))

/** Longest words first; null where something is left that is none of ours. */
function tokensOf(name: string, place: string | null): Token[] | null {
  const own = place === null ? [] : [place, shortName(place) ?? place]
  const tokens: Token[] = []
  let at = 0
  while (at < name.length) {
    const placeName = own.find(each => name.startsWith(each, at))
    const token = placeName === undefined ? tokenAt(name, at) : { is: 'scope' as const, text: placeName }
    if (token === null) return null
    tokens.push(token)
    at += token.text.length
  }
  return tokens
}

function tokenAt(name: string, at: number): Token | null {
  for (let length = Math.min(LONGEST_TOKEN, name.length - at); length > 0; length--) {
    const token = TOKENS.get(name.slice(at, at + length))
    if (token !== undefined) return token
  }
  return null
}

function groupOf(tokens: readonly Token[], place: string | null): Group | null {
  const [first] = tokens
  if (tokens.length === 1 && first?.is === 'each' && first.text.startsWith('全')) return EVERYBODY
  const nouns = tokens.flatMap(token => (token.is === 'noun' ? [token.noun] : []))
  if (nouns.length === 0) return governmentsOf(tokens)
  const isOneZone =
    nouns.every(({ kinds }) => kinds.length === 1 && kinds[0] === 'zone') && isSingular(tokens)
  if (isOneZone && tokens.length > 1) return null
  const has = (tag: Token['is']): boolean => tokens.some(({ is }) => is === tag)
  const isQuantified = has('each') || has('government') || has('level') || has('scope')
  const everyLevel = isEveryLevel(tokens)
  const isOwn = !namesOtherLevel(tokens, place)
  const government = nouns.some(noun => noun.withOwnGovernment === true) || namesGovernment(tokens)
  return {
    isOpen: has('open') || (!isQuantified && nouns.every(noun => noun.needsQuantifier === true)),
    kinds: new Set(isOwn ? [...kindsOf(nouns, tokens), ...(everyLevel ? LOWER : [])] : []),
    enforcing: nouns.every(noun => noun.enforcing === true),
    bodies: bodiesOf(nouns),
    withOwnGovernment: isOwn && (government || everyLevel),
  }
}

/** Null where any noun takes in all of its kinds. */
function bodiesOf(nouns: readonly Noun[]): ReadonlySet<string> | null {
  const bodies = nouns.map(noun => noun.bodies)
  return bodies.includes(undefined) ? null : new Set(bodies.flatMap(names => names ?? []))
}

/** Below the government that a document speaks for. */
const LOWER: readonly UnitKind[] = ['township', 'subdistrict', 'government']

/** 各级各部门, 县级以上政府及部门: the levels as well as the departments. */
const isEveryLevel = (tokens: readonly Token[]): boolean =>
  tokens.some(({ text }) => text === '各级' || text === '以上')

/** 政府及其部门, but not 政府部门. */
function namesGovernment(tokens: readonly Token[]): boolean {
  return tokens.some(({ is }, i) => is === 'government' && tokens[i + 1]?.is === 'join')
}

/** 区政府各部门 leaves out the party's, 区委各部门 those of the government; 区委、区政府各部门 neither. */
function kindsOf(nouns: readonly Noun[], tokens: readonly Token[]): UnitKind[] {
  const ofGovernment = tokens.some(({ is }) => is === 'government')
  const ofParty = tokens.some(({ text }) => /^(?:党委|委)/.test(text))
  const kinds = nouns.flatMap(noun => noun.kinds)
  const isDirect = tokens.some(({ text }) => DIRECT.test(text))
  const wanted = isDirect ? kinds.filter(kind => !LOCAL.includes(kind)) : kinds
  if (ofGovernment === ofParty) return wanted
  return wanted.filter(kind => kind !== (ofGovernment ? 'party' : 'department'))
}

/** 县直各单位, 区级各部门: those of the level itself. */
const DIRECT = /^(?:直|直属|级|本级)$/
const LOCAL: readonly UnitKind[] = ['township', 'subdistrict', 'zone']

/** 各级政府, 各区政府 (各县市人民政府 has a noun). The bare 政府 is one body and is looked up before. */
function governmentsOf(tokens: readonly Token[]): Group | null {
  const isMany = tokens.some(({ is, text }) => is === 'each' || text === '以上')
  if (!isMany || !tokens.some(({ is }) => is === 'government')) return null
  const everyLevel = isEveryLevel(tokens)
  const kinds: readonly UnitKind[] = everyLevel ? ['government', 'township'] : ['government']
  return { ...NOBODY, kinds: new Set(kinds), withOwnGovernment: everyLevel }
}

/** A level before the body that is not the place's, or one that 各 multiplies: 市政府各部门 in a district's document. */
function namesOtherLevel(tokens: readonly Token[], place: string | null): boolean {
  if (isEveryLevel(tokens)) return false
  const own = levelCharacter(place)
  return tokens.some((token, i) => {
    const next = tokens[i + 1]?.is
    if (token.is === 'noun' && token.noun.kinds.includes('government') && token.noun.kinds.length === 1)
      return next === 'noun' || next === 'open'
    if (token.is !== 'level') return false
    return tokens[i - 1]?.is === 'each' || (own !== null && !own.endsWith(token.text))
  })
}
