// "德州的年度报告" was looked for in 德宏傣族景颇族自治州: the first character of every autonomous prefecture and 州 was its alias.
import { expect, it } from 'vitest'
import { findPlaces } from '../../knowledge/places/gazetteer.ts'

it('takes 德州 for the city of that name', () => {
  expect(findPlaces('德州的年度报告')[0]?.places.map(place => place.name)).toEqual(['德州市'])
})
