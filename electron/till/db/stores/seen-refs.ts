/**
 * References met so far, for telling that one may have come twice: 8 to 16 bytes for each, where a set of the language
 * takes ten times as much for a million.
 */

/** True where these bytes, or in one of a million lists of a million others, came before. */
export type SeenRefs = (ref: Uint8Array) => boolean;

const placesAtFirst = 2 ** 12;

export function createSeenRefs(): SeenRefs {
  let places = new Float64Array(placesAtFirst);
  let count = 0;
  return (ref) => {
    if (count * 2 >= places.length) places = inTwiceThePlaces(places);
    const number = numberOf(ref);
    const place = placeOf(places, number);
    if (places[place] === number) return true;
    places[place] = number;
    count += 1;
    return false;
  };
}

/** Above 0, which stands for a free place: 48 bits of the second half, where ids that are ordered by time are random. */
function numberOf(ref: Uint8Array): number {
  let number = 0;
  for (let at = 10; at < 16; at += 1) number = number * 0x1_00 + (ref[at] ?? 0);
  return number + 1;
}

function placeOf(places: Float64Array, number: number): number {
  const mixed = Math.imul(Math.imul(number / 0x1_0000_0000, 0x85_eb_ca_6b) ^ number, 0x9e_37_79_b1);
  let place = (mixed ^ (mixed >>> 15)) & (places.length - 1);
  while (places[place] !== 0 && places[place] !== number) place = (place + 1) & (places.length - 1);
  return place;
}

function inTwiceThePlaces(places: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(places.length * 2);
  for (const number of places) if (number !== 0) larger[placeOf(larger, number)] = number;
  return larger;
}
