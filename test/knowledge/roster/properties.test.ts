import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RosterUnit, type UnitKind } from '../../../knowledge/model/unit.ts'
import {
  createDirectory,
  createRoster,
  KIND_NAMES,
  nameFaults,
  readRosterCsv,
  takenName,
  toRosterCsv,
  unitFaults,
} from '../../../knowledge/roster/index.ts'
import { GROUP_CASES, NAME_CASES } from './cases.ts'

const SEED = 20_261_125
const PLACES = ['青禾区', '溪口县', '岚州市', '青岚藏族自治州', '南溪苗族自治县', null]
const KINDS = Object.keys(KIND_NAMES) as UnitKind[]

const anyPlace = fc.constantFrom(...PLACES)
/** Words that names are made of, put together at random, and names as they are written. */
const anyName = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...'区 县 市 州 委 局 办 厅 各 级 部门 政府 人民 有关 及 和 、 ( ) 司法 教育 体育 公安 街道 镇 云砚 青禾 溪口 人大 政协 团 分局 中心 管委会 开发区 负责人 单位 第三方 直'.split(
          ' ',
        ),
      ),
      { minLength: 1, maxLength: 7 },
    )
    .map(words => words.join('')),
  fc.constantFrom(...NAME_CASES.map(({ written }) => written), ...GROUP_CASES.map(({ name }) => name)),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

const settings = (numRuns: number) => ({ seed: SEED, numRuns })

const anyUnit = fc.record({
  place: fc.constantFrom('', '青禾区', '溪口县'),
  name: anyName.map(name => name.trim()),
  kind: fc.constantFrom(...KINDS),
  aliases: fc.uniqueArray(
    anyName.map(name => name.trim()),
    { maxLength: 3 },
  ),
})

/** As people could keep them one by one: faultless, and no name of one taken by another. */
const anyRoster = fc.array(anyUnit, { maxLength: 8 }).map(units =>
  units.reduce<RosterUnit[]>((kept, { aliases, ...rest }) => {
    const unit = { ...rest, aliases: aliases.filter(alias => alias !== '' && alias !== rest.name) }
    const faults = [...unitFaults(unit.name, unit.place), ...unit.aliases.flatMap(nameFaults)]
    const isTaken = takenName(unit, kept) !== null || kept.some(({ name }) => name === unit.name)
    return unit.name === '' || faults.length > 0 || isTaken ? kept : [...kept, unit]
  }, []),
)

describe('names, whatever is written', () => {
  it('never throw', () => {
    const directory = createDirectory([], [])
    fc.assert(
      fc.property(anyName, anyName, anyPlace, (name, wanted, place) => {
        directory.previewOf(name, place)
        directory.unitMeant(wanted, { name, asWritten: wanted }, place)
      }),
      settings(1500),
    )
  })

  it('are put right once: the name shown is shown the same again', () => {
    fc.assert(
      fc.property(anyRoster, anyName, anyPlace, (units, name, place) => {
        const roster = createRoster(units)
        const shown = roster.nameOf({ name, asWritten: name }, place)
        expect(roster.nameOf({ name: shown, asWritten: name }, place)).toBe(shown)
      }),
      settings(1500),
    )
  })

  it('are found by themselves, and by the name they are shown by', () => {
    const roster = createRoster([])
    fc.assert(
      fc.property(anyName, anyPlace, (name, place) => {
        fc.pre(name.trim() !== '')
        const shown = roster.nameOf({ name, asWritten: name }, place)
        expect(roster.unitMeant(shown, { name, asWritten: name }, place)).toBe(name)
        expect(roster.unitMeant(name, { name, asWritten: name }, place)).toBe(name)
      }),
      settings(1000),
    )
  })
})

describe('the units of a place, whatever documents write', () => {
  const anyMentions = fc
    .array(anyName, { maxLength: 12 })
    .map(names => names.map((name, i) => ({ name, asWritten: name, place: '青禾区', obligation: `o${i}` })))

  it('hold each name once; every name is a unit, a collective, a person, or listed as unresolved', () => {
    fc.assert(
      fc.property(anyRoster, anyMentions, (units, mentions) => {
        const directory = createDirectory(units, mentions)
        const listed = directory.unitsOf('青禾区')
        const names = listed.map(({ name, isKept }) => `${name} ${isKept}`)
        expect(new Set(names).size).toBe(names.length)
        const unresolved = new Set(directory.unresolvedOf('青禾区').map(({ name }) => name))
        for (const { name } of mentions) {
          const { kind, unit } = directory.previewOf(name, '青禾区')
          expect(kind === 'unresolved').toBe(unresolved.has(name))
          if (kind === 'unit') expect(listed).toContainEqual(unit)
        }
      }),
      settings(200),
    )
  })

  it('stand in the preview of a collective once each, and no collective among them', () => {
    fc.assert(
      fc.property(
        anyMentions,
        fc.constantFrom(...GROUP_CASES.map(({ name }) => name)),
        (mentions, collective) => {
          const directory = createDirectory([], mentions)
          const members = directory.previewOf(collective, '青禾区').members.map(({ name }) => name)
          expect(new Set(members).size).toBe(members.length)
          for (const member of members) expect(directory.previewOf(member, '青禾区').kind).toBe('unit')
        },
      ),
      settings(600),
    )
  })
})

describe('the roster as CSV', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anyRoster, units => {
        fc.pre(units.length > 0)
        expect(readRosterCsv(toRosterCsv(units))).toEqual({ units, problems: [] })
      }),
      settings(600),
    )
  })

  it('is never half taken, whatever a file holds', () => {
    const anyFile = fc
      .array(
        fc.constantFrom(...'地区 单位 类别 别名 , , , \n \r\n " 青禾区 区司法局 政府部门 = \t 、'.split(' ')),
        {
          maxLength: 30,
        },
      )
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(anyFile, fc.string({ unit: 'binary' })), text => {
        const { units, problems } = readRosterCsv(text)
        expect(units.length > 0).toBe(problems.length === 0)
      }),
      settings(1000),
    )
  })
})
