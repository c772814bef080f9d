import { describe, expect, it } from 'vitest'
import { type RosterUnit, type UnitKind } from '../../../knowledge/model/unit.ts'
import { createDirectory, createRoster, type Mention } from '../../../knowledge/roster/index.ts'

const PLACE = '青禾区'

/** One mention for each name, each of another obligation. */
const mentioned = (names: readonly string[], place: string | null = PLACE): Mention[] =>
  names.map((name, i) => ({ name, asWritten: name, place, obligation: `o${i + 1}` }))

const kept = (
  name: string,
  kind: UnitKind,
  ...[aliases = [], place = PLACE]: readonly [(readonly string[])?, string?]
): RosterUnit => ({
  place,
  name,
  kind,
  aliases,
})

const namesOf = (units: readonly { readonly name: string }[]) => units.map(({ name }) => name)

describe('the units of a place', () => {
  it('are each listed once, under the wording used most, with the others beside it', () => {
    const directory = createDirectory([], mentioned(['区住建局', '区住房和城乡建设局', '区住建局', '住建局']))
    expect(directory.unitsOf(PLACE)).toMatchObject([
      { name: '区住建局', aliases: ['区住房和城乡建设局'], isKept: false, isLocal: true },
    ])
  })

  it('stand in the order of lists of institutions: the party first, then 办, 发改, 教育 …', () => {
    const directory = createDirectory(
      [],
      mentioned(['区法院', '区教育局', '云砚街道', '区发改局', '区委组织部', '区政府办', '区委办']),
    )
    expect(namesOf(directory.unitsOf(PLACE))).toEqual([
      '区委办',
      '区委组织部',
      '区政府办',
      '区发改局',
      '区教育局',
      '区法院',
      '云砚街道',
    ])
  })

  it('are no meetings, persons, collectives or names nobody knows', () => {
    const names = [
      '区政府常务会议',
      '各级各部门',
      '全区',
      '区政府主要负责人',
      '智慧青禾平台',
      '区政府',
      '第三方',
    ]
    const units = createDirectory([], mentioned(names)).unitsOf(PLACE)
    expect(units).toMatchObject([{ name: '区政府', aliases: [] }])
  })

  it('show a sign in brackets as an alias unless it is listed by itself', () => {
    const alone = createDirectory([], mentioned(['区发改局(区大数据局、区审改办)']))
    expect(alone.unitsOf(PLACE)).toMatchObject([{ name: '区发改局', aliases: ['区大数据局', '区审改办'] }])
    const both = createDirectory([], mentioned(['区委宣传部(区委网信办)', '区委网信办']))
    expect(both.unitsOf(PLACE)).toMatchObject([
      { name: '区委宣传部', aliases: [] },
      { name: '区委网信办', aliases: [] },
    ])
  })

  it('join the parts that a successor took over, in whatever order documents name them', () => {
    const directory = createDirectory([], mentioned(['区工商局', '区质监局', '区市场监管局', '区市场监管局']))
    expect(directory.unitsOf(PLACE)).toMatchObject([
      { name: '区市场监管局', aliases: expect.arrayContaining(['区工商局', '区质监局']) as string[] },
    ])
  })

  it('of another level are marked', () => {
    const directory = createDirectory([], mentioned(['市公安局', '区公安分局']))
    expect(directory.unitsOf(PLACE).map(({ name, isLocal }) => [name, isLocal])).toEqual([
      ['市公安局', false],
      ['区公安分局', true],
    ])
  })

  it('of one place are not those of another', () => {
    const directory = createDirectory([], [...mentioned(['区司法局']), ...mentioned(['县司法局'], '溪口县')])
    expect(namesOf(directory.unitsOf('溪口县'))).toEqual(['县司法局'])
    expect(directory.places()).toEqual([PLACE, '溪口县'])
  })
})

describe('who is meant by a collective', () => {
  const directory = createDirectory(
    [kept('松涧镇', 'township'), kept('区供水服务中心', 'other')],
    mentioned(['区司法局', '区委组织部', '区法院', '区住建局', '住建局', '云砚街道', '各部门', '市公安局']),
  )

  it('is shown by a preview', () => {
    expect(namesOf(directory.previewOf('各部门', PLACE).members)).toEqual([
      '区委组织部',
      '区司法局',
      '区住建局',
    ])
    expect(namesOf(directory.previewOf('区政府各部门', PLACE).members)).toEqual(['区司法局', '区住建局'])
    expect(namesOf(directory.previewOf('各乡镇(街道)', PLACE).members)).toEqual(['云砚街道', '松涧镇'])
    expect(namesOf(directory.previewOf('各单位', PLACE).members)).toContain('区供水服务中心')
  })

  it('is shown for the persons of a collective or of a unit', () => {
    expect(directory.previewOf('区政府各部门主要负责人', PLACE)).toMatchObject({
      kind: 'role',
      members: [{ name: '区司法局' }, { name: '区住建局' }],
    })
    expect(directory.previewOf('区司法局局长', PLACE)).toMatchObject({
      kind: 'role',
      unit: { name: '区司法局' },
    })
  })

  it('of an open one are the candidates', () => {
    const preview = directory.previewOf('区政府有关部门', PLACE)
    expect(preview.kind).toBe('open-collective')
    expect(namesOf(preview.members)).toEqual(['区司法局', '区住建局'])
  })

  it('tells a name that was made out but stands nowhere here', () => {
    expect(directory.previewOf('区司法局', PLACE)).toMatchObject({ kind: 'unit', isKnown: true })
    expect(directory.previewOf('区统计局', PLACE)).toMatchObject({ kind: 'unit', isKnown: false })
    expect(directory.previewOf('智慧青禾平台', PLACE)).toMatchObject({ kind: 'unresolved', unit: null })
  })

  it('counts duties that name a unit apart from those it shares, each once', () => {
    const parties = mentioned(['区司法局', '各部门', '区政府各部门', '区住建局'])
    const both = { name: '各部门', asWritten: '各部门', place: PLACE, obligation: 'o1' }
    const duties = createDirectory([], [...parties, both]).dutiesOf('司法局', PLACE)
    expect(duties).toEqual({ own: 1, asMember: 2 })
  })
})

describe('names nobody can make out', () => {
  it('are listed with the obligations that name them, most first, and never dropped', () => {
    const directory = createDirectory([], mentioned(['智慧青禾平台', '区司法局', '青禾驿站', '青禾驿站']))
    expect(directory.unresolvedOf(PLACE)).toEqual([
      { place: PLACE, name: '青禾驿站', obligations: ['o3', 'o4'] },
      { place: PLACE, name: '智慧青禾平台', obligations: ['o1'] },
    ])
  })

  it('are settled by keeping the unit, or by an alias', () => {
    const mentions = mentioned(['智慧青禾平台', '青禾驿站'])
    const units = [kept('智慧青禾平台', 'other'), kept('区民政局', 'department', ['青禾驿站'])]
    expect(createDirectory(units, mentions).unresolvedOf(PLACE)).toEqual([])
  })

  it('of a bureau count as departments until a person has looked', () => {
    const roster = createRoster([])
    const all = { name: '各部门', asWritten: '各部门' }
    expect(roster.unitMeant('区农机局', all, PLACE)).toBe('区农机局')
  })
})

describe('what people keep', () => {
  it('gives the name by which a unit is shown, whatever documents call it', () => {
    const roster = createRoster([kept('区住房和城乡建设局', 'department', ['建管局'])])
    for (const name of ['住建局', '区住建局', '青禾区住房城乡建设局', '建管局', '区住房和城乡建设局'])
      expect(roster.nameOf({ name, asWritten: name }, PLACE)).toBe('区住房和城乡建设局')
    expect(roster.nameOf({ name: '建管局', asWritten: '建管局' }, '溪口县')).toBe('建管局')
  })

  it('finds a unit by an alias that no rule knows', () => {
    const roster = createRoster([kept('区住房和城乡建设局', 'department', ['建管局'])])
    const party = { name: '区住建局', asWritten: '住建局' }
    expect(roster.unitMeant('建管局', party, PLACE)).toBe('区住建局')
    expect(createRoster([]).unitMeant('建管局', party, PLACE)).toBeNull()
  })

  it('stands above what names mean by themselves', () => {
    const units = [kept('区综合行政执法局', 'department', ['区城管局'])]
    const roster = createRoster(units)
    expect(roster.unitMeant('区综合执法局', { name: '区城管局', asWritten: '城管局' }, PLACE)).toBe(
      '区城管局',
    )
  })

  it('serves every place where it is kept for none, and gives way to a place’s own', () => {
    const general = kept('法律援助基金会', 'other', ['法援基金'], '')
    const own = kept('区法律援助基金会', 'other', ['法援基金'])
    const roster = createRoster([general, own])
    const party = { name: '法援基金', asWritten: '法援基金' }
    expect(roster.nameOf(party, '溪口县')).toBe('法律援助基金会')
    expect(roster.nameOf(party, PLACE)).toBe('区法律援助基金会')
  })

  it('does not make a town of the next county one of this place', () => {
    const roster = createRoster([kept('松涧镇', 'township', [], '溪口县')])
    const all = { name: '各镇', asWritten: '各镇' }
    expect(roster.unitMeant('松涧镇', all, '溪口县')).toBe('松涧镇')
    expect(roster.unitMeant('松涧镇', all, PLACE)).toBeNull()
  })

  it('says who belongs to a collective, by giving its name to each member as an alias', () => {
    const units = [
      kept('区司法局', 'department', ['各成员单位', '各部门']),
      kept('区法院', 'organ', ['各成员单位']),
      kept('区财政局', 'department'),
    ]
    const directory = createDirectory(units, mentioned(['区教育局', '各成员单位', '各部门']))
    expect(directory.previewOf('各成员单位', PLACE)).toMatchObject({
      kind: 'collective',
      members: [{ name: '区司法局' }, { name: '区法院' }],
    })
    expect(namesOf(directory.previewOf('各部门', PLACE).members)).toEqual(['区司法局'])
    const party = { name: '各成员单位', asWritten: '各成员单位' }
    expect(directory.unitMeant('法院', party, PLACE)).toBe('区法院')
    expect(directory.unitMeant('区财政局', party, PLACE)).toBeNull()
    expect(directory.dutiesOf('区法院', PLACE)).toEqual({ own: 0, asMember: 1 })
    expect(directory.unitsOf(PLACE).find(({ name }) => name === '区法院')).toMatchObject({
      aliases: [],
      collectives: ['各成员单位'],
    })
    // Only those written so: others go on meaning what they mean.
    expect(namesOf(directory.previewOf('区政府各部门', PLACE).members)).toContain('区财政局')
  })
})
