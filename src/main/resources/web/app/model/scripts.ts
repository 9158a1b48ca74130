/** Letters that imitate others, from one place of a text to another. */
export interface Imitation {
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

type Script = 'Latin' | 'Cyrillic' | 'Greek';

const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['Latin', /\p{sc=Latn}/u],
  ['Cyrillic', /\p{sc=Cyrl}/u],
  ['Greek', /\p{sc=Grek}/u],
];
const RUN = /\p{sc=Latn}+|\p{sc=Cyrl}+|\p{sc=Grek}+/gu;
const LATIN = /\p{sc=Latn}/u;
const NOT_LATIN = /[\p{sc=Cyrl}\p{sc=Grek}]/u;
/** Bounds, here and below, are beyond what anybody writes: without them the engine's own stack ends on a long one. */
const WORD = String.raw`[\p{L}\p{M}\p{N}_]{1,256}`;
const WORDS = new RegExp(WORD, 'gu');
/** Words that are one name together: labels of a host, a file and its ending; in code with hyphens, too. */
const NAMES = {
  prose: new RegExp(`${WORD}(?:[.]${WORD}){0,32}`, 'gu'),
  code: new RegExp(`${WORD}(?:[-.]${WORD}){0,32}`, 'gu'),
};

/** Letters of a script that look like letters of another one (after UTS 39, confusables). */
const TWINS: Record<Script, RegExp> = {
  Latin: /[aceijopsxyABCEHIJKMNOPSTXYZvuıo]/u,
  Cyrillic: /[аеёіїјорсухѕһӏԁԛԝѵАВЕЁЗІЇЈКМНОРСТУХЅҺӀԌԚԜҮҒ]/u,
  Greek: /[αικνορυχϲϳγΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ]/u,
};
const ONLY_TWINS: Record<Script, RegExp> = {
  Latin: allOf(TWINS.Latin),
  Cyrillic: allOf(TWINS.Cyrillic),
  Greek: allOf(TWINS.Greek),
};

/**
 * Letters that stand in a word of another script, Latin, Cyrillic or Greek (UTS 39, 5.1): in code all, in prose where
 * the ones can be taken for the others. So do words of look-alikes alone that are part of a Latin name. Any other word
 * that is of one script is a word.
 */
export function imitations(text: string, level: keyof typeof NAMES): Imitation[] {
  if (!NOT_LATIN.test(text) || !LATIN.test(text)) {
    return [];
  }
  const found: Imitation[] = [];
  for (const { 0: name, index: from } of text.matchAll(NAMES[level])) {
    if (NOT_LATIN.test(name) && LATIN.test(name)) {
      for (const { 0: word, index } of name.matchAll(WORDS)) {
        found.push(...inWord(word, from + index, level));
      }
    }
  }
  return found;
}

/** In a word of a name that has Latin letters and others. */
function inWord(word: string, at: number, level: keyof typeof NAMES): Imitation[] {
  const runs = [...word.matchAll(RUN)].map(({ 0: letters, index }) => ({
    script: SCRIPTS.find(([, letter]) => letter.test(letters))![0],
    letters,
    from: at + index,
    to: at + index + letters.length,
  }));
  const home = most(runs);
  const foreign = runs.filter(({ script }) => script !== home);
  if (foreign.length === 0) {
    const isImitation = home !== 'Latin' && word.length > 1 && ONLY_TWINS[home].test(word);
    return isImitation ? runs.map((run) => ({ ...run, title: `${home} letters that look like Latin ones` })) : [];
  }
  const isImitation =
    level === 'code' ||
    foreign.some(({ script, letters }) => TWINS[script].test(letters)) ||
    (home !== 'Latin' && runs.every(({ script, letters }) => script !== home || ONLY_TWINS[home].test(letters)));
  return isImitation ? foreign.map((run) => ({ ...run, title: `${run.script} among ${home} letters` })) : [];
}

/** The script of most of the letters; Latin before others. */
function most(runs: readonly { readonly script: Script; readonly letters: string }[]): Script {
  const count = { Latin: 0, Cyrillic: 0, Greek: 0 };
  runs.forEach(({ script, letters }) => (count[script] += letters.length));
  return SCRIPTS.map(([script]) => script).reduce((one, other) => (count[other] > count[one] ? other : one));
}

/** Words whose letters are all among these. */
function allOf(letters: RegExp): RegExp {
  return new RegExp(String.raw`^(?:${letters.source}|[^\p{L}])+$`, 'u');
}
