/**
 * The instant of a new moon, to about a minute. In: a day near it. Out: the civil day in Beijing on which it falls.
 * Method: Jean Meeus, Astronomical Algorithms, chapter 49, with his periodic terms. Needed because ICU's approximation
 * puts new moons that fall near midnight on the wrong day, as that of 2027-02-06.
 */
import { type DayNumber } from './civil-date.ts'

const JULIAN_EPOCH_1970 = 2_440_587.5
const SYNODIC_MONTH_DAYS = 29.530588861
/** Julian day of the first new moon of 2000. */
const NEW_MOON_2000 = 2_451_550.09766
const LUNATIONS_PER_CENTURY = 1236.85
const BEIJING_OFFSET_DAYS = 8 / 24
const SECONDS_PER_DAY = 86_400

/** Coefficient in days, power of the eccentricity factor, multiples of the sun's anomaly, the moon's anomaly, latitude. */
const PERIODIC_TERMS: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
  [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2],
  [0.00004, 0, 3, 0, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 0, 2, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2],
]

/** Planetary terms: start in degrees, degrees a lunation, coefficient in days. */
const PLANETARY_TERMS: readonly (readonly [number, number, number])[] = [
  [299.77, 0.107408, 0.000325],
  [251.88, 0.016321, 0.000165],
  [251.83, 26.651886, 0.000164],
  [349.42, 36.412478, 0.000126],
  [84.66, 18.206239, 0.00011],
  [141.74, 53.303771, 0.000062],
  [207.14, 2.453732, 0.00006],
  [154.84, 7.30686, 0.000056],
  [34.52, 27.261239, 0.000047],
  [207.19, 0.121824, 0.000042],
  [291.34, 1.844379, 0.00004],
  [161.72, 24.198154, 0.000037],
  [239.56, 25.513099, 0.000035],
  [331.55, 3.592518, 0.000023],
]

const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180)

/** Julian ephemeris day of the k-th new moon after the first of 2000. */
function newMoonEphemeris(k: number): number {
  const t = k / LUNATIONS_PER_CENTURY
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t ** 3
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t ** 3
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
  let days =
    NEW_MOON_2000 + SYNODIC_MONTH_DAYS * k + 0.00015437 * t * t - 0.00000015 * t ** 3 - 0.00017 * sine(node)
  for (const [coefficient, power, ofSun, ofMoon, ofLatitude] of PERIODIC_TERMS) {
    days += coefficient * eccentricity ** power * sine(ofSun * sun + ofMoon * moon + ofLatitude * latitude)
  }
  for (const [start, perLunation, coefficient] of PLANETARY_TERMS)
    days += coefficient * sine(start + perLunation * k)
  return days
}

/** Dynamical time minus universal time, in seconds; polynomial by Espenak and Meeus for our century. */
function deltaT(year: number): number {
  const t = year - 2000
  return 62.92 + 0.32217 * t + 0.005589 * t * t
}

/** The civil day in Beijing of the new moon nearest to a day. */
export function newMoonDayNear(day: DayNumber): DayNumber {
  const k = Math.round((day + JULIAN_EPOCH_1970 - NEW_MOON_2000) / SYNODIC_MONTH_DAYS)
  const year = 2000 + (k * SYNODIC_MONTH_DAYS) / 365.25
  const universal = newMoonEphemeris(k) - deltaT(year) / SECONDS_PER_DAY
  return Math.floor(universal - JULIAN_EPOCH_1970 + BEIJING_OFFSET_DAYS)
}
