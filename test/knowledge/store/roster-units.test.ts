import { describe, expect, it } from 'vitest'
import { type RosterUnit } from '../../../knowledge/model/unit.ts'
import { openStore } from '../../../knowledge/store/index.ts'
import { temporaryFolders } from './publications.ts'

const newFolder = temporaryFolders()
const now = () => new Date(Date.UTC(2026, 2, 2))

const unit = (name: string, place = '青禾区', aliases: readonly string[] = []): RosterUnit => ({
  place,
  name,
  kind: 'department',
  aliases,
})

describe('the roster in the store', () => {
  it('is read back as it was kept, also by the next process, in the order of places and names', async () => {
    const dataDir = newFolder()
    const store = await openStore({ dataDir, now })
    store.saveRosterUnits([
      unit('区财政局', '青禾区', ['财政局、"金库"', "'=1"]),
      unit('县司法局', '溪口县'),
      unit('区司法局'),
    ])
    store.close()
    const again = await openStore({ dataDir, now, readOnly: true })
    const units = again.rosterUnits()
    expect(units).toHaveLength(3)
    expect(units).toContainEqual(unit('区财政局', '青禾区', ['财政局、"金库"', "'=1"]))
    expect(units.map(({ place, name }) => place + name)).toEqual(
      units.map(({ place, name }) => place + name).toSorted(),
    )
    again.close()
  })

  it('replaces a unit of the same place and name, and only that one', async () => {
    const store = await openStore({ dataDir: newFolder(), now })
    store.saveRosterUnits([unit('司法局', '青禾区', ['甲']), unit('司法局', '溪口县', ['甲'])])
    store.saveRosterUnits([{ ...unit('司法局', '青禾区', ['乙']), kind: 'other' }])
    expect(store.rosterUnits()).toHaveLength(2)
    expect(store.rosterUnits()).toContainEqual({ ...unit('司法局', '青禾区', ['乙']), kind: 'other' })
    expect(store.rosterUnits()).toContainEqual(unit('司法局', '溪口县', ['甲']))
    store.close()
  })

  it('removes one unit and says whether there was one', async () => {
    const store = await openStore({ dataDir: newFolder(), now })
    store.saveRosterUnits([unit('区司法局'), unit('区财政局')])
    expect(store.removeRosterUnit('溪口县', '区司法局')).toBe(false)
    expect(store.removeRosterUnit('青禾区', '区司法局')).toBe(true)
    expect(store.rosterUnits()).toEqual([unit('区财政局')])
    store.close()
  })

  it('stores all units of a call or none', async () => {
    const store = await openStore({ dataDir: newFolder(), now })
    const broken = { ...unit('区财政局'), kind: null as never }
    expect(() => store.saveRosterUnits([unit('区司法局'), broken])).toThrow()
    expect(store.rosterUnits()).toEqual([])
    store.close()
  })
})
