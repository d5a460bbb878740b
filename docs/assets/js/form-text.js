// Texts as the check sees them: typography of a language, digests, the word that is probably meant. Each function does what
// its model in Python does (kb.contributing.typography, kb.translating, kb.problems); the tests compare them.
globalThis.kbFormText = (() => {
  const KEPT = /(\]\([^)\s]*\)|https?:\/\/[^\s)>\]]+|`[^`]*`)/g, STAND_IN = "\ue000"
  const SPACES = /(?<=\S) {2,}(?=\S)/g
  const YEARS = /(?<![\p{L}\p{N}_.,/-])((?:1[89]|20)\d\d)-((?:1[89]|20)\d\d)(?![\p{L}\p{N}_/-])/gu
  const HYPHEN_AS_DASH = /(?<=[^\s\d]) --? (?=\S)|(?<=\S) --? (?=[^\s\d])/g
  const BEFORE_OPENING = /(?:^|[\s([«„—–/-])$/

  // Straight quotes in pairs become « », „ “ inside; an odd one could be anything, so then all stay.
  const quotes = text => {
    if ((text.split('"').length - 1) % 2) return text
    let made = "", depth = 0
    for (const part of text.split(/([«»"])/)) {
      let put = part
      if (part === '"' && BEFORE_OPENING.test(made)) put = depth++ ? "„" : "«"
      else if (part === '"') put = (depth = Math.max(depth - 1, 0)) ? "“" : "»"
      else if (part === "«") depth++
      else if (part === "»") depth = Math.max(depth - 1, 0)
      made += put
    }
    return made
  }
  const russian = text => {
    const kept = text.match(KEPT) ?? []
    const open = text.replace(KEPT, STAND_IN)
      .replace(YEARS, (all, first, last) => first < last ? `${first}–${last}` : all).replace(HYPHEN_AS_DASH, " — ")
    return quotes(open).replaceAll(STAND_IN, () => kept.shift())
  }
  const RULES = { ru: russian }
  const tidy = (text, locale) => {
    const single = text.replace(SPACES, " ")
    return RULES[locale] ? RULES[locale](single) : single
  }

  const digest = text => sha256([text].flat().map(part => part.normalize("NFC").trim().split(/\s+/).join(" ")).join("\0")).slice(0, 8)

  // --- Ratcliff and Obershelp, as in Python's difflib

  const longest = (a, b, [fromA, toA, fromB, toB]) => {
    let best = [fromA, fromB, 0], before = new Map()
    for (let i = fromA; i < toA; i++) {
      const now = new Map()
      for (let j = fromB; j < toB; j++) {
        if (a[i] !== b[j]) continue
        const size = (before.get(j - 1) ?? 0) + 1
        now.set(j, size)
        if (size > best[2]) best = [i - size + 1, j - size + 1, size]
      }
      before = now
    }
    return best
  }
  const matching = (a, b, [fromA, toA, fromB, toB]) => {
    const [i, j, size] = longest(a, b, [fromA, toA, fromB, toB])
    return size && size + matching(a, b, [fromA, i, fromB, j]) + matching(a, b, [i + size, toA, j + size, toB])
  }
  const ratio = (a, b) => 2 * matching(a, b, [0, a.length, 0, b.length]) / (a.length + b.length || 1)
  const closest = (word, known) => {
    let best = null, most = 0.6
    for (const each of [...known].sort()) {
      if (2 * Math.min(each.length, word.length) / (each.length + word.length) < most) continue
      const score = ratio(each, word)
      if (score >= most) [best, most] = [each, score]
    }
    return best
  }

  return { tidy, digest, closest }
})()
