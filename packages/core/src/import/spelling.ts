/** Beginnings and ends of syllables as they go together; a few more than there are do no harm. */
const SYLLABLES = new Set(
  [
    ['b p m f', 'a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u'],
    ['d t n l', 'a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo ui uan un'],
    ['n l', 'v ve ue yu yue'],
    ['g k h', 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang'],
    ['j q x', 'i ia ie iao iu ian in iang ing iong u ue uan un v ve'],
    ['zh ch sh r', 'i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang'],
    ['z c s', 'i a e ai ei ao ou an en ang eng ong u uo ui uan un'],
    ['y', 'a e o ao ou an in ang ing ong i u ue uan un'],
    ['w', 'u o a ai an ang ei en eng'],
    ['', 'a o e ai ei ao ou an en ang eng er'],
  ].flatMap(([first = '', rest = '']) =>
    first.split(' ').flatMap((begin) => rest.split(' ').map((end) => begin + end)),
  ),
);
const LONGEST = Math.max(...[...SYLLABLES].map((one) => one.length));
const BEGUN = new Set([...SYLLABLES].flatMap((one) => [...one].map((_, at) => one.slice(0, at + 1))));

/** No name has more syllables; and so many ways of taking one apart are enough. */
const MOST = { syllables: 12, ways: 16 };

/**
 * The initials that pinyin typed in full may stand for, two or more of them; the last syllable need not be complete.
 * Syllables are not marked off, so there may be several, the fewest first: wujiazhong → wjz, wjaz. None: it is no
 * pinyin, or itself already initials. `typed`: lower-case letters.
 */
export function initialsSpelt(typed: string): readonly string[] {
  const found = new Set<string>();
  const follow = (at: number, initials: string): void => {
    const left = typed.slice(at);
    if (BEGUN.has(left)) found.add(initials + left.charAt(0));
    if (initials.length === MOST.syllables) return;
    for (let length = 1; length <= LONGEST && length < left.length; length += 1)
      if (SYLLABLES.has(left.slice(0, length))) follow(at + length, initials + left.charAt(0));
  };
  if (/^[a-z]+$/.test(typed)) follow(0, '');
  return [...found]
    .filter((initials) => initials.length > 1 && initials !== typed)
    .sort((one, other) => one.length - other.length)
    .slice(0, MOST.ways);
}
