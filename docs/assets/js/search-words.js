// Texts -> words -> stems, and words found in a text. Case, ё, accents, soft hyphens and apostrophes do not matter;
// every form of a word counts as its Snowball stem.
globalThis.kbWords = (() => {
  const INSIDE = "\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d\\u2060'’‘ʻʼ"
  const WORD = `[\\p{L}\\p{N}](?:[${INSIDE}]*[\\p{L}\\p{N}\\p{M}])?`
  const CHUNK = new RegExp(`${WORD}(?:[-‐‑/.]${WORD})*`, "gu"), PART = new RegExp(WORD, "gu")
  const PLAIN = /^[a-zа-я0-9]+$/
  const stemmers = [[/\p{Script=Cyrillic}/u, new RussianStemmer()], [/\p{Script=Latin}/u, new EnglishStemmer()]]
  const alphabets = ["абвгдежзийклмнопрстуфхцчшщъыьэюя", "abcdefghijklmnopqrstuvwxyz"]

  // Names are typed on the keyboard that is at hand: қалқан as калкан, oʻrmon as ormon.
  const NEIGHBOURS = Object.fromEntries([..."ёеқкғгңнұуүуөоәаһхҳхіиҷч"].map((letter, i, all) => [letter, all[i + 1]]).filter((_, i) => i % 2 === 0))
  const fold = text => text.toLowerCase().normalize("NFD").replace(/([a-z])\p{M}+/gu, "$1").replace(/[\u0301\u0304\u00ad\u200b-\u200d\u2060'’‘ʻʼ]/g, "")
    .normalize("NFC").replace(/[ёқғңұүөәһҳіҷ]/g, letter => NEIGHBOURS[letter])

  // 0 for Cyrillic, 1 for Latin, by the first letter that is either; -1 for neither.
  const script = text => {
    const letter = /\p{Script=Cyrillic}|\p{Script=Latin}/u.exec(text)
    return letter ? stemmers.findIndex(([letters]) => letters.test(letter[0])) : -1
  }
  // Snowball takes Магадан and терминала for verbs (-н, -ла) but not Магаданом and терминалов, and does not see that
  // оценок is оценка and перечень перечня: what it tells apart is made one again.
  const level = root => root.replace(/(?<=.{2}[ая])[нлв]$/, "").replace(/(?<=.{2}[бвгджзклмнпрстфхцчшщ])[ое](?=[кц]$)/, "")
    .replace(/(?<=.{3}[бвгджзклмнпрстфхцчшщ])е(?=н$)/, "")
  const newStem = word => {
    const found = word.length < 4 || /\d/.test(word) ? -1 : script(word)      // short ones are mostly abbreviations: ОПО is not опыт
    if (found < 0) return word
    const root = stemmers[found][1].stemWord(word)
    return found === 0 ? level(root) : root
  }
  const stems = new Map()
  const stem = word => {
    if (!stems.has(word)) stems.set(word, newStem(word))
    return stems.get(word)
  }

  // What may be left of a word without a case ending: систем and система, разлив and разлива have systems and spills in
  // common, though Snowball gives them two stems.
  const ENDING = /^(?:[аяыиуюеойь]|[оеая]м|[оеи]й|[ая]х|[ое]в|[ая]ми|ью|и[яию]|ием|[ei]?s)$/
  const bare = word => [0, 1, 2, 3].filter(n => word.length - n > 3 && (!n || ENDING.test(word.slice(-n)))).map(n => n ? word.slice(0, -n) : word)

  // "Мэйлуу-Суу", "ECE/CP.TEIA/26" are chunks: the parts, and all of them as one word. Most chunks come often and are read once.
  const read = new Map()
  const chunk = written => {
    if (!read.has(written)) {
      const lower = written.toLowerCase()
      const parts = PLAIN.test(lower) ? [lower] : written.match(PART).map(fold).filter(Boolean)
      const words = parts.length > 1 ? [...parts, parts.join("")] : parts
      read.set(written, { written, parts, words, stems: words.map(stem), capital: /^\p{Lu}/u.test(written) })
    }
    return read.get(written)
  }
  const chunks = text => (text.match(CHUNK) ?? []).map(chunk).filter(({ parts }) => parts.length)

  // The text in pieces: { text, hit }, hits being the words whose stem is among `terms`.
  const marked = (text, terms) => {
    const pieces = []
    let end = 0
    const put = (start, length) => {
      if (start > end) pieces.push({ text: text.slice(end, start), hit: false })
      pieces.push({ text: text.slice(start, start + length), hit: true })
      end = start + length
    }
    for (const { 0: written, index } of text.matchAll(CHUNK)) {
      const { words, stems } = chunk(written)
      if (words.length > 1 && terms.has(stems.at(-1))) put(index, written.length)
      else for (const part of written.matchAll(PART)) if (terms.has(stem(fold(part[0])))) put(index + part.index, part[0].length)
    }
    if (end < text.length) pieces.push({ text: text.slice(end), hit: false })
    return pieces
  }
  // How many of the terms stand in a text.
  const hits = (text, terms) => new Set(chunks(text).flatMap(({ stems }) => stems).filter(term => terms.has(term))).size

  // Every spelling one wrong, missing, superfluous or swapped letter away.
  const misspellings = word => {
    const found = new Set(), letters = alphabets[script(word)] ?? ""
    for (let i = 0; i <= word.length; i++) {
      const left = word.slice(0, i), right = word.slice(i)
      found.add(left + right.slice(1))
      if (right.length > 1) found.add(left + right[1] + right[0] + right.slice(2))
      for (const letter of letters) {
        found.add(left + letter + right)
        if (right) found.add(left + letter + right.slice(1))
      }
    }
    found.delete(word)
    return [...found]
  }

  return { fold, script, stemmers, stem, newStem, bare, chunks, marked, hits, misspellings }
})()
