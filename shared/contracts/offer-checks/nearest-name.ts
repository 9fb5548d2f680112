/** The known name that a mistyped one was probably meant to be. */

/** The nearest of `known`, the first in order among equals; undefined when none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  let nearest: string | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name, candidate);
    if (distance > least || (distance === least && !isBefore(candidate, nearest))) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

function isBefore(candidate: string, nearest: string | undefined): boolean {
  return nearest !== undefined && candidate < nearest;
}

/** Letters put in, left out or changed on the way from one word to the other. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const changed = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
