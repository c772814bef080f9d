/** The units of a place as a person keeps them. Shapes only. */

/**
 * What a unit is, as far as collective names ask: 部门 of the government, organs of the party, 乡镇, 街道, other organs
 * (court, procuratorate, congress, people's organisations), development zones and their like, lower-level governments.
 */
export type UnitKind =
  'department' | 'party' | 'township' | 'subdistrict' | 'organ' | 'zone' | 'government' | 'other'

export interface RosterUnit {
  /** The jurisdiction as documents name it, e.g. 清渠区; empty for units that serve every place. */
  readonly place: string
  /** The name by which it is shown; unique in its place. */
  readonly name: string
  readonly kind: UnitKind
  /** Other names documents use for it. */
  readonly aliases: readonly string[]
}
