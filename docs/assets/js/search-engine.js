// What a query finds. No page in here: entries in (hooks/kb/searching/entries.py), results out.
globalThis.kbSearch = (() => {
  const [ADDRESS, KIND, TITLE, SUMMARY, NAMES, OTHERS, WORDS, DATE, YEARS, PLACE, RELATED, REFS, LANGUAGE] = Array(13).keys()
  const LEAST_FOR_TYPO = 5, LEAST_RESULTS = 3, MOST_FORMS = 40, LONGEST_NAME = 9

  // --- words: case, ё, accents, soft hyphens and apostrophes do not matter; every form counts as its Snowball stem

  const INSIDE = "\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d\\u2060'’‘ʻʼ"
  const WORD = `[\\p{L}\\p{N}](?:[${INSIDE}]*[\\p{L}\\p{N}\\p{M}])?`
  const CHUNK = new RegExp(`${WORD}(?:[-‐‑/.]${WORD})*`, "gu"), PART = new RegExp(WORD, "gu")
  const stemmers = [[/\p{Script=Cyrillic}/u, new RussianStemmer()], [/\p{Script=Latin}/u, new EnglishStemmer()]]
  const stems = new Map()

  const fold = text => text.toLowerCase().normalize("NFD").replace(/([a-z]|ё)\p{M}+/gu, "$1").replace(/[\u0301\u00ad\u200b-\u200d\u2060'’‘ʻʼ]/g, "")
    .normalize("NFC").replaceAll("ё", "е")
  const script = text => stemmers.findIndex(([letters]) => letters.test(text))
  const rawStem = word => /\d/.test(word) || script(word) < 0 ? word : stemmers[script(word)][1].stemWord(word)
  const stem = word => {
    if (!stems.has(word)) stems.set(word, rawStem(word))
    return stems.get(word)
  }
  // "Мэйлуу-Суу", "ECE/CP.TEIA/26": the parts, and all of them as one word.
  const chunks = text => [...text.matchAll(CHUNK)].map(([chunk]) => chunk.match(PART).map(fold).filter(Boolean)).filter(parts => parts.length)
  const whole = parts => parts.length > 1 ? [...parts, parts.join("")] : parts

  // A text in pieces: which of them are words found.
  const marked = (text, terms) => {
    const pieces = []
    let end = 0
    const put = (start, length) => {
      if (start > end) pieces.push({ text: text.slice(end, start), hit: false })
      pieces.push({ text: text.slice(start, start + length), hit: true })
      end = start + length
    }
    for (const chunk of text.matchAll(CHUNK)) {
      const parts = [...chunk[0].matchAll(PART)]
      if (parts.length > 1 && terms.has(stem(parts.map(part => fold(part[0])).join("")))) put(chunk.index, chunk[0].length)
      else for (const part of parts) if (terms.has(stem(fold(part[0])))) put(chunk.index + part.index, part[0].length)
    }
    if (end < text.length) pieces.push({ text: text.slice(end), hit: false })
    return pieces
  }
  const hits = (text, terms) => new Set(chunks(text).flatMap(whole).map(stem).filter(term => terms.has(term))).size

  // --- the index of one language

  const FIELDS = { title: 6, names: 6, others: 3, summary: 2.5, words: 2, refs: .5, text: 1 }

  class Engine {
    constructor(data) {
      this.data = data
      this.rows = data.rows
      this.small = new Set(data.smallWords.split(" ").map(fold))
      this.script = script(this.rows.map(row => row[TITLE]).join(" ").replace(/[^\p{L}]/gu, "").slice(0, 1000))
      this.byAddress = new Map(this.rows.map((row, id) => [row[ADDRESS], id]))
      this.build([])
    }

    // Made once without the texts, so that the first results need not wait for them, and once more with them.
    build(texts) {
      this.texts = texts
      this.forms = new Map()
      const terms = text => chunks(text).flatMap(whole).map(word => {
        const found = stem(word)
        this.forms.set(word, found)
        return found
      })
      const brief = id => [this.rows[id][TITLE], ...this.rows[id][NAMES]].join("\n")
      const field = {
        id: id => id,
        title: id => this.rows[id][TITLE],
        names: id => this.rows[id][NAMES].join("\n"),
        others: id => this.rows[id][OTHERS].join("\n"),
        summary: id => this.rows[id][SUMMARY],
        words: id => [this.data.kinds[this.rows[id][KIND]][1], this.rows[id][WORDS], this.rows[id][DATE], this.rows[id][PLACE]].join("\n"),
        refs: id => [...this.rows[id][RELATED], ...this.rows[id][REFS]].map(brief).join("\n"),
        text: id => texts[id] ?? "",
      }
      this.index = new MiniSearch({
        fields: Object.keys(FIELDS), extractField: (id, name) => field[name](id), tokenize: terms, processTerm: term => term,
        searchOptions: { boost: FIELDS, tokenize: term => [term], combineWith: "AND" },
      })
      this.index.addAll([...this.rows.keys()])
      this.words = [...this.forms.keys()].sort()
      this.stems = [...new Set(this.forms.values())].sort()
      this.known = new Set(this.stems)
      this.named = new Map()
      for (const [id, row] of this.rows.entries()) for (const name of [row[TITLE], ...row[NAMES], ...row[OTHERS]]) {
        const key = this.key(chunks(name))
        if (!this.named.has(key)) this.named.set(key, new Set())
        this.named.get(key).add(id)
      }
    }

    // What two spellings of a name have in common.
    key(parts) {
      const words = parts.flat(), kept = words.filter(word => !this.small.has(word))
      return (kept.length ? kept : words).map(stem).join(" ")
    }

    foreign(text) {
      const found = script(text)
      return found >= 0 && found !== this.script
    }

    // --- query -> tree of alternatives, each with a weight

    // The words of a query; small ones count only where nothing else is there, or in capitals (WHO).
    parse(query) {
      const all = [...query.matchAll(CHUNK)].map(([chunk]) => ({ chunk, parts: chunks(chunk)[0] ?? [] })).filter(word => word.parts.length)
      const kept = all.filter(({ chunk, parts }) => parts.length > 1 || !this.small.has(parts[0]) || (chunk.length > 1 && chunk === chunk.toUpperCase()))
      return { words: (kept.length ? kept : all).map(word => word.parts), typing: /[\p{L}\p{N}]$/u.test(query) }
    }

    beginningWith(list, start) {
      let low = 0, high = list.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (list[middle] < start) low = middle + 1
        else high = middle
      }
      let end = low
      while (end < list.length && list[end].startsWith(start)) end++
      return list.slice(low, end)
    }

    // Stems of the words that begin like this one, shortest words first.
    completions(word) {
      const found = this.beginningWith(this.words, word).sort((a, b) => a.length - b.length)
      return [...new Set(found.map(form => this.forms.get(form)))].slice(0, MOST_FORMS)
    }

    // Stems of the same root: подготов(ить) and подготовк(а).
    relatives(root) {
      if (root.length < LEAST_FOR_TYPO || /\d/.test(root)) return []
      const longer = this.beginningWith(this.stems, root).filter(term => term.length <= root.length + 3)
      const shorter = this.known.has(root) ? [] : [root.slice(0, -1), root.slice(0, -2)].filter(term => term.length >= LEAST_FOR_TYPO && this.known.has(term))
      return [...longer, ...shorter]
    }

    // One word of the query (with several parts where it has a hyphen): [terms that must all be there, weight] ...
    alternatives(parts, typing) {
      const found = [], own = parts.map(stem), seen = new Set()
      const put = (terms, weight) => {
        const key = terms.join(" ")
        if (seen.has(key) || !terms.every(term => this.known.has(term))) return
        seen.add(key)
        found.push({ terms, weight })
      }
      put(own, 1)
      if (parts.length > 1) put([stem(parts.join(""))], 1)
      const last = parts.at(-1), before = own.slice(0, -1)
      if ((typing && last.length > 1) || (!found.length && last.length > 3)) for (const term of this.completions(last)) put([...before, term], .4)
      if (typing && parts.length > 1) for (const term of this.completions(parts.join(""))) put([term], .4)
      for (const term of this.relatives(own.at(-1))) put([...before, term], .2)
      if (!found.length && parts.length === 1) for (let i = 3; i <= last.length - 3; i++)      // Сырдарья -> Сыр Дарья
        if (this.forms.has(last.slice(0, i))) put([stem(last.slice(0, i)), stem(last.slice(i))], .8)
      return found
    }

    // Names in this language of the records that bear the name that was typed, in any language.
    otherNames(words) {
      const names = []
      for (const id of [...this.named.get(this.key(words)) ?? []].slice(0, 4)) {
        const row = this.rows[id]
        for (const name of [row[TITLE], ...row[NAMES].slice(0, 3)]) {
          const key = this.key(chunks(name))
          if (key !== this.key(words) && key.split(" ").length <= 5 && !names.some(other => other.key === key)) names.push({ name, key })
        }
      }
      return names.filter(({ key }) => key.split(" ").every(term => this.known.has(term)))
    }

    // The query in segments: names of several words as they stand, other words one by one.
    segments(words, typing, corrections) {
      const found = []
      for (let start = 0; start < words.length;) {
        let end = Math.min(words.length, start + LONGEST_NAME)
        while (end > start + 1 && !this.named.has(this.key(words.slice(start, end)))) end--
        const own = words.slice(start, end)
        const singles = own.map((parts, i) => {
          const last = typing && start + i === words.length - 1
          return [...this.alternatives(parts, last), ...(corrections?.(parts) ?? [])]
        })
        const names = this.otherNames(own), foreign = this.foreign(own.flat().join(""))
        found.push({ own, singles, names, foreign })
        start = end
      }
      return found
    }

    tree(segments) {
      const leaf = ({ terms, weight }) => ({ combineWith: "AND", queries: terms, boostTerm: () => weight })
      return {
        combineWith: "AND",
        queries: segments.map(({ singles, names, foreign }) => ({
          combineWith: "OR",
          queries: [
            ...(singles.every(list => list.length) ? [{ combineWith: "AND", queries: singles.map(list => ({ combineWith: "OR", queries: list.map(leaf) })) }] : []),
            ...names.map(({ key }) => leaf({ terms: key.split(" "), weight: foreign ? .8 : .3 })),
          ],
        })),
      }
    }

    // --- results, best first

    run(segments) {
      if (!segments.length || segments.some(({ singles, names }) => !names.length && singles.some(list => !list.length))) return []
      const key = segments.map(({ own }) => this.key(own)).join(" "), bearers = this.named.get(key) ?? new Set()
      const inName = match => segments.every(({ singles }) => singles.every(list =>
        list.some(({ terms, weight }) => weight > .3 && terms.every(term => match[term]?.some(name => name === "title" || name === "names")))))
      return this.index.search(this.tree(segments)).map(({ id, score, match }) => {
        const row = this.rows[id]
        const factor = this.data.kinds[row[KIND]][2] * (bearers.has(id) ? 5 : 1) * (inName(match) ? 1.7 : 1)
        return { id, row, score: score * factor, terms: new Set(Object.keys(match)) }
      }).sort((a, b) => b.score - a.score || String(b.row[YEARS][0] ?? "").localeCompare(String(a.row[YEARS][0] ?? "")) || a.id - b.id)
    }

    exact(query) {
      const { words, typing } = this.parse(query)
      const segments = this.segments(words, typing)
      const results = this.run(segments)
      const foreign = segments.some(segment => segment.foreign && segment.names.length)
      const shown = segments.map(({ own, names, foreign }) => foreign && names.length ? names[0].name : own.flat().join(" ")).join(" ")
      return { results, shownFor: results.length && foreign ? shown : "" }
    }

    // --- typing errors: every word that one wrong, missing, doubled or swapped letter away is a form of a known one

    corrections(word) {
      if (word.length < LEAST_FOR_TYPO || /\d/.test(word)) return []
      const letters = script(word) === 0 ? "абвгдежзийклмнопрстуфхцчшщъыьэюя" : "abcdefghijklmnopqrstuvwxyz"
      const forms = new Set(), roots = new Set()
      const take = edit => {
        if (this.forms.has(edit)) forms.add(edit)
        else if (!forms.size && edit !== word && this.known.has(rawStem(edit))) roots.add(edit)
      }
      for (let i = 0; i <= word.length; i++) {
        const left = word.slice(0, i), right = word.slice(i)
        if (right) take(left + right.slice(1))
        if (right.length > 1) take(left + right[1] + right[0] + right.slice(2))
        for (const letter of letters) {
          take(left + letter + right)
          if (right) take(left + letter + right.slice(1))
        }
      }
      forms.delete(word)
      const common = term => -this.index.search(term).length
      return [...(forms.size ? forms : roots)].map(form => ({ form, rank: common(stem(form)) })).sort((a, b) => a.rank - b.rank).slice(0, 4).map(({ form }) => form)
    }

    corrected(query) {
      const { words } = this.parse(query)
      const shown = new Map()
      const segments = this.segments(words, false, parts => {
        if (parts.length > 1) return []
        const found = this.corrections(parts[0])
        if (found.length && !this.known.has(stem(parts[0]))) shown.set(parts[0], found[0])
        return found.map((form, i) => ({ terms: [stem(form)], weight: .5 / (i + 1) }))
      })
      // A name misspelt is still that name.
      const mended = words.map(parts => parts.map(word => shown.get(word) ?? word))
      if (shown.size) {
        const again = this.exact(mended.flat().join(" ") + " ")
        if (again.results.length) return { results: again.results, shownFor: again.shownFor || mended.flat().join(" ") }
      }
      const results = this.run(segments)
      return { results, shownFor: results.length && shown.size ? mended.flat().join(" ") : "" }
    }

    // --- the wrong keyboard layout

    layouts(query) {
      const own = this.data.language, shift = { "{": "[", "}": "]", ":": ";", "\"": "'", "<": ",", ">": ".", "~": "`" }
      const found = []
      for (const [code, keys] of Object.entries(this.data.keys)) if (code !== own) for (const [from, to] of [[keys, this.data.keys[own]], [this.data.keys[own], keys]]) {
        const swapped = [...query.toLowerCase()].map(sign => to[from.indexOf(shift[sign] ?? sign)] ?? sign).join("")
        if (swapped !== query.toLowerCase()) found.push(swapped)
      }
      return found
    }

    // Long queries of known words that no record has all: all but one of them.
    partly(query) {
      const { words } = this.parse(query)
      const segments = words.map(parts => this.segments([parts], false)[0])
      if (segments.length < 4) return []
      const tries = segments.map((_, left) => this.run(segments.filter((_, i) => i !== left)))
      return tries.flat().sort((a, b) => b.score - a.score).filter((result, i, all) => all.findIndex(other => other.id === result.id) === i)
    }

    // `other` is the engine of another language, if it is there; `wantsOther` says that it would help.
    find(query, other) {
      const own = this.exact(query), foreign = this.foreign(query)
      const few = own.results.length < LEAST_RESULTS
      if (foreign && few && !other) return { ...own, wantsOther: true }
      if (foreign && few) own.results = this.join(own.results, this.borrowed(other.exact(query).results, own.results.length ? null : other))
      if (own.results.length) {
        const more = few && !foreign ? this.corrected(query).results : []
        return { ...own, results: this.join(own.results, more), otherLanguage: foreign && !own.shownFor && few }
      }
      for (const swapped of this.layouts(query)) {
        const found = this.exact(swapped)
        if (found.results.length) return { ...found, shownFor: found.shownFor ? `${swapped} → ${found.shownFor}` : swapped }
      }
      for (const typed of [query, ...this.layouts(query)]) {
        const found = this.corrected(typed)
        if (found.results.length) return { ...found, shownFor: found.shownFor || typed }
      }
      if (foreign) {
        const found = other.corrected(query)
        if (found.results.length) return { results: this.borrowed(found.results), shownFor: found.shownFor, otherLanguage: true }
      }
      const results = this.partly(query)
      return { results, partly: results.length > 0 }
    }

    // Results of another language's engine as rows of this one.
    borrowed(results) {
      return results.filter(({ row }) => this.byAddress.has(row[ADDRESS])).map(result => {
        const id = this.byAddress.get(result.row[ADDRESS])
        return { ...result, id, row: this.rows[id], other: result.row[TITLE] }
      })
    }

    join(first, second) {
      return [...first, ...second.filter(({ id }) => !first.some(other => other.id === id))]
    }

    // The passage that shows most of the words found: the summary where nothing shows more.
    passage({ id, row, terms }) {
      const texts = (this.texts[id] ?? "").split("\n").filter(text => text.length > 20)
      let best = row[SUMMARY], most = hits(best, terms)
      for (const text of texts) if (hits(text, terms) > most) [best, most] = [text, hits(text, terms)]
      return best
    }
  }

  return { Engine, marked, stem, fold, columns: { ADDRESS, KIND, TITLE, SUMMARY, NAMES, OTHERS, DATE, YEARS, PLACE, RELATED, LANGUAGE } }
})()
