import { describe, expect, it } from 'vitest'
import { createScopeResolver, type Scope, type ScopeResolver } from '../../../knowledge/question/scope.ts'
import { invent } from './documents.ts'

const DOCUMENTS = [
  invent({ id: 'qingqu', places: { city: '岚州市', district: '清渠区' } }),
  invent({ id: 'qingqu2', places: { city: '岚州市', district: '清渠区' } }),
  invent({
    id: 'hekou',
    title: '岚州临港新城(河湾区)法治建设规划',
    places: { city: '岚州市', district: '河湾区' },
  }),
  invent({ id: 'lanzhou', places: { city: '岚州市' } }),
  invent({ id: 'yunling', places: { city: '溪岭云台苗族自治州' } }),
  invent({ id: 'nation' }),
]

function resolver(ordinary: readonly string[] = []): ScopeResolver {
  return createScopeResolver({ documents: DOCUMENTS, isOrdinaryWord: words => ordinary.includes(words) })
}

function resolve(question: string, ordinary: readonly string[] = []): Scope {
  return resolver(ordinary).resolve(question)
}

function placesOf({ groups }: Scope): string[] {
  return groups.map(group => group.name)
}

function documentsOf({ groups }: Scope): string[][] {
  return groups.map(group => [...group.documents].sort())
}

describe('places that the library covers', () => {
  it.each(['清渠区年度报告什么时候公布', '清渠年度报告什么时候公布', '年度报告什么时候公布,清渠区的'])(
    'is found by its full and its short name: %s',
    question => {
      const scope = resolve(question)
      expect(placesOf(scope)).toEqual(['清渠区'])
      expect(documentsOf(scope)).toEqual([['qingqu', 'qingqu2']])
      expect(scope.outside).toEqual([])
    },
  )

  it('is one place where the city stands before its district', () => {
    const scope = resolve('岚州市清渠区的学法安排')
    expect(placesOf(scope)).toEqual(['清渠区'])
    expect(documentsOf(scope)).toEqual([['qingqu', 'qingqu2']])
  })

  it('is the city with all its districts where only the city is named', () => {
    const scope = resolve('岚州市有哪些学法安排')
    expect(documentsOf(scope)).toEqual([['hekou', 'lanzhou', 'qingqu', 'qingqu2']])
  })

  it.each(['溪岭云台苗族自治州', '溪岭云台州', '溪州', '溪岭云台'])(
    'is an autonomous prefecture under the name %s',
    name => {
      expect(placesOf(resolve(`${name}的法治督察`))).toEqual(['溪岭云台苗族自治州'])
    },
  )

  it.each(['岚州临港新城', '临港新城', '河湾区', '河湾'])(
    'is found by the second name in the title, %s',
    name => {
      expect(placesOf(resolve(`${name}要建几个站点`))).toEqual(['河湾区'])
    },
  )

  it('takes the words of the place out of what is searched for, and leaves the rest in place', () => {
    const { rest } = resolve('清渠区年度报告')
    expect(rest.trim()).toBe('年度报告')
  })
})

describe('several places', () => {
  it('answers one group each, in the order of the question', () => {
    const scope = resolve('河湾区和清渠区的学法次数一样吗')
    expect(placesOf(scope)).toEqual(['河湾区', '清渠区'])
    expect(documentsOf(scope)).toEqual([['hekou'], ['qingqu', 'qingqu2']])
  })

  it('counts a place named twice once', () => {
    expect(placesOf(resolve('清渠区与河湾区相比,清渠的次数多吗'))).toEqual(['清渠区', '河湾区'])
  })

  it('keeps the places covered and names those outside', () => {
    const scope = resolve('清渠区和海淀区谁的次数多')
    expect(placesOf(scope)).toEqual(['清渠区'])
    expect(scope.outside).toEqual(['海淀区'])
  })
})

describe('places outside', () => {
  it.each([
    ['海淀区年度报告什么时候公布', '海淀区'],
    ['四川的年度报告什么时候公布', '四川'],
    ['苏州市有哪些规定', '苏州市'],
  ])('are named: %s', (question, place) => {
    const scope = resolve(question)
    expect(scope).toMatchObject({ groups: [], outside: [place] })
  })

  it('is a district outside, not its city, where only the city is covered', () => {
    const documents = [invent({ id: 'xian', places: { city: '西安市' } })]
    const own = createScopeResolver({ documents, isOrdinaryWord: () => false })
    const scope = own.resolve('西安雁塔区的学法次数')
    expect(scope.groups).toEqual([])
    expect(scope.outside).toEqual(['雁塔区'])
  })
})

describe('ordinary words that look like places', () => {
  it.each([
    ['公平竞争审查谁来做', '公平'],
    ['怎样保障长治久安', '长治'],
    ['和平时期的应急准备', '和平'],
    ['新建项目怎样评估', '新建'],
    ['东方文化的传承', '东方'],
  ])('are no places: %s', (question, word) => {
    const scope = resolve(question, [word])
    expect(scope).toMatchObject({ groups: [], outside: [] })
    expect(scope.rest).toBe(question)
  })

  it('are places where no document uses them as words', () => {
    expect(resolve('长治怎样学法').outside).toEqual(['长治'])
  })

  it('are places again where they are written in full', () => {
    expect(resolve('长治市怎样学法', ['长治']).outside).toEqual(['长治市'])
  })
})

describe('documents that hold for a place as well', () => {
  it('are those of the divisions above and those of no place, not those of other places', () => {
    const own = resolver()
    const [group] = own.resolve('清渠区的年度报告').groups
    if (group === undefined) throw new Error('清渠区 was not found')
    expect([...own.alsoValidFor(group)].sort()).toEqual(['lanzhou', 'nation'])
  })

  it('are the nationwide ones for a city', () => {
    const own = resolver()
    const [group] = own.resolve('溪岭云台州的年度报告').groups
    if (group === undefined) throw new Error('溪岭云台州 was not found')
    expect([...own.alsoValidFor(group)]).toEqual(['nation'])
  })
})

it('finds nothing in an empty library but places outside', () => {
  const own = createScopeResolver({ documents: [], isOrdinaryWord: () => false })
  expect(own.resolve('海淀区的年度报告')).toMatchObject({ groups: [], outside: ['海淀区'] })
  expect(own.resolve('年度报告')).toEqual({ groups: [], outside: [], rest: '年度报告' })
})
