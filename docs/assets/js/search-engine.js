// What a query finds. No page in here: the entries of a language in (hooks/kb/searching/entries.py), results out.
globalThis.kbEngine = (() => {
  const { fold, script, stem, newStem, bare, chunks, hits, misspellings } = kbWords
  const FIELDS = { title: 6, names: 6, others: 3, summary: 2.5, words: 2, refs: .5, text: 1 }
  const LONG = 5, FEW = 3, MOST_COMPLETIONS = 40, LONGEST_NAME = 9, SLICE = 40
  const partsOf = text => chunks(text).map(({ parts }) => parts)

  class Engine {
    constructor(data) {
      this.data = data
      this.rows = data.columns.title.map((_, id) => Object.fromEntries(Object.entries(data.columns).map(([name, values]) => [name, values[id]])))
      this.small = new Set(data.smallWords.split(" ").map(fold))
      this.smallStems = new Set([...this.small].map(stem))
      this.script = script(this.rows.map(row => row.title).join(" "))
      this.byAddress = new Map(this.rows.map((row, id) => [row.address, id]))
      this.mentions = this.rows.map(() => 0)
      for (const row of this.rows) for (const id of [...row.related, ...row.refs]) this.mentions[id]++
      this.named = new Map()
      for (const [id, row] of this.rows.entries()) for (const name of [row.title, ...row.names, ...row.others]) {
        const key = this.key(partsOf(name))
        this.named.set(key, (this.named.get(key) ?? new Set()).add(id))
      }
      this.spoken = new Map(data.synonyms.split("; ").map(pair => pair.split(" = ")).map(([said, meant]) => [this.key(partsOf(said)), meant]))
    }

    // `naming` are the stems of titles and names, and of words that are always written with a capital letter.
    // Made once without the texts, so that the first results need not wait for them, and once more with them;
    // in slices, so that typing is not held up. Until the new index is ready the old one answers.
    async build(texts) {
      const forms = new Map(), naming = new Set(), telling = new Set(), capital = new Set(), lower = new Set()
      const index = this.emptyIndex(texts, (word, term, field, written) => {
        forms.set(word, term)
        if (field === "summary") telling.add(term)
        if (field === "summary" || field === "text") (written.capital ? capital : lower).add(term)
        else naming.add(term)
      })
      let rested = performance.now()
      for (let id = 0; id < this.rows.length; id += SLICE) {
        index.addAll([...this.rows.keys()].slice(id, id + SLICE))
        if (performance.now() - rested > 40) {
          await new Promise(done => setTimeout(done))
          rested = performance.now()
        }
      }
      for (const term of capital) if (!lower.has(term)) naming.add(term)
      const stems = [...new Set(forms.values())].sort(), kin = new Map()
      for (const [form, root] of forms) for (const left of bare(form)) kin.set(left, (kin.get(left) ?? new Set()).add(root))
      Object.assign(this, { index, texts, forms, naming, telling, stems, kin, words: [...forms.keys()].sort(), known: new Set(stems) })
      return this
    }

    // `note` is called for every word: what it is, its stem, the field and the chunk it stands in.
    emptyIndex(texts, note) {
      const brief = id => this.rows[id].names.length ? this.rows[id].names.join("\n") : this.rows[id].title
      const field = {
        words: (row, id) => [this.data.kinds[row.kind][1], row.words, row.date, row.place].join("\n"),
        refs: row => [...row.related.map(id => this.rows[id].title), ...row.refs.map(brief)].join("\n"),
        text: (row, id) => texts[id] ?? "",
      }
      const terms = (text, name) => {
        const found = []
        for (const chunk of chunks(text)) for (const [i, word] of chunk.words.entries()) {
          note(word, chunk.stems[i], name, chunk)
          found.push(chunk.stems[i])
        }
        return found
      }
      return new MiniSearch({
        fields: Object.keys(FIELDS), tokenize: terms, processTerm: term => term,
        extractField: (id, name) => name === "id" ? id : field[name]?.(this.rows[id], id) ?? [this.rows[id][name]].flat().join("\n"),
        searchOptions: { boost: FIELDS, tokenize: term => [term], combineWith: "AND" },
      })
    }

    // What two spellings of a name have in common: its stems without small words.
    key(parts) {
      const words = parts.flat(), kept = words.filter(word => !this.small.has(word))
      return (kept.length ? kept : words).map(stem).join(" ")
    }

    foreign(text) {
      return script(text) >= 0 && script(text) !== this.script
    }

    // --- query -> words -> segments, each with its alternatives: [terms that must all be there, weight]

    // Small words count only where nothing else is there, or in capitals (WHO). "Сыр Дарья" is one word where the texts write it as one.
    parse(query) {
      const all = chunks(query)
      const kept = all.filter(({ written, parts }) => parts.length > 1 || !this.small.has(parts[0]) || /^\p{Lu}{2,}$/u.test(written))
      const words = []
      for (const { parts } of kept.length ? kept : all) {
        const joined = [...words.at(-1) ?? [], ...parts].join("")
        if (words.length && this.known.has(stem(joined))) words.at(-1).push(...parts)
        else words.push([...parts])
      }
      return { words, typing: /[\p{L}\p{N}]$/u.test(query) }
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
      return [...new Set(found.map(form => this.forms.get(form)))].slice(0, MOST_COMPLETIONS)
    }

    // The other stems of the same word.
    otherStems(word) {
      return new Set(bare(word).flatMap(left => [...this.kin.get(left) ?? []]).filter(root => root !== stem(word)))
    }

    // Stems of the same root: подготов(ить) and подготовк(а).
    relatives(root) {
      if (root.length < LONG || /\d/.test(root)) return []
      const longer = this.beginningWith(this.stems, root).filter(term => term.length <= root.length + 3)
      return [...longer, ...this.shorter(root, this.known.has(root) ? 1 : 0)]
    }

    shorter(root, most) {
      return [root.slice(0, -1), root.slice(0, -2)].slice(0, most).filter(term => term.length >= LONG && this.known.has(term))
    }

    // One word of the query, in several parts where it has a hyphen.
    alternatives(parts, typing) {
      const found = new Map(), own = parts.map(stem), last = parts.at(-1), before = own.slice(0, -1)
      const put = (terms, weight) => {
        const key = terms.join(" ")
        if (!found.has(key) && terms.every(term => this.known.has(term))) found.set(key, { terms, weight })
      }
      if (parts.length > 1) put([stem(parts.join(""))], 1)
      if (parts.every((word, i) => this.forms.has(word) || own[i].length > 2)) put(own, found.size ? .3 : 1)
      for (const term of this.otherStems(last)) put([...before, term], 1)
      const unfinished = found.size ? .15 : .4
      if ((typing && last.length > 1) || (!found.size && last.length > 3)) for (const term of this.completions(last)) put([...before, term], unfinished)
      if (typing && parts.length > 1) for (const term of this.completions(parts.join(""))) put([term], unfinished)
      for (const term of this.relatives(own.at(-1))) put([...before, term], .2)
      if (!found.size && parts.length === 1) for (let i = 3; i <= last.length - 3; i++)      // Новгород, where the texts write Нов Город
        if (this.forms.has(last.slice(0, i))) put([stem(last.slice(0, i)), stem(last.slice(i))], .8)
      return [...found.values()]
    }

    // What the words are called otherwise: what is meant by words of everyday, and the names in this language of the
    // records that bear the name, in any language.
    otherNames(key) {
      const names = []
      const put = name => {
        const other = this.key(partsOf(name)), terms = other.split(" ")
        if (other !== key && terms.length <= 5 && terms.every(term => this.known.has(term)) && !names.some(each => each.key === other)) names.push({ name, key: other })
      }
      if (this.spoken.has(key)) put(this.spoken.get(key))
      for (const id of [...this.named.get(key) ?? []].slice(0, 4)) [this.rows[id].title, ...this.rows[id].names.slice(0, 3)].forEach(put)
      return names
    }

    // Names of several words as they stand, other words one by one. `mend` gives further alternatives for a word.
    segments({ words, typing }, mend = () => []) {
      const found = []
      for (let start = 0; start < words.length;) {
        let end = Math.min(words.length, start + LONGEST_NAME)
        const key = () => this.key(words.slice(start, end))
        while (end > start + 1 && !this.named.has(key()) && !this.spoken.has(key())) end--
        const own = words.slice(start, end)
        const singles = own.map((parts, i) => [...this.alternatives(parts, typing && start + i === words.length - 1), ...mend(parts)])
        found.push({ own, key: key(), singles, names: this.otherNames(key()), translated: this.foreign(own.flat().join("")) || this.spoken.has(key()) })
        start = end
      }
      return found
    }

    // --- results, best first

    tree(segments) {
      const and = queries => ({ combineWith: "AND", queries }), or = queries => ({ combineWith: "OR", queries })
      const leaf = ({ terms, weight }) => ({ ...and(terms), boostTerm: () => weight })
      return and(segments.map(({ singles, names, translated }) => or([
        ...(singles.every(list => list.length) ? [and(singles.map(list => or(list.map(leaf))))] : []),
        ...names.map(({ key }) => leaf({ terms: key.split(" "), weight: translated ? .8 : .3 / key.split(" ").length })),
      ])))
    }

    run(segments) {
      if (!segments.length || segments.some(({ singles, names }) => !names.length && singles.some(list => !list.length))) return []
      const bearers = this.bearers(segments.map(({ key }) => key).join(" "))
      const results = this.index.search(this.tree(segments)).map(({ id, score, match }) => {
        const row = this.rows[id]
        const weight = this.data.kinds[row.kind][2] * (1 + .1 * Math.log2(1 + this.mentions[id]))
        const name = (bearers.has(id) ? 5 : 1) * (this.inName(segments, match) ? 1.2 + 2 * this.coverage(row, match) : 1)
        return { id, row, page: row.kind === this.data.kinds.length - 1, score: score * weight * name, terms: new Set(Object.keys(match)) }
      }).sort((a, b) => b.score - a.score || (b.row.years[0] ?? 0) - (a.row.years[0] ?? 0) || a.id - b.id)
      // Pages that are no records come after the records; one that was called by its name comes fourth.
      const records = results.filter(({ page }) => !page), called = results.filter(({ id, page }) => page && bearers.has(id))
      return this.join([...records.slice(0, 3), ...called, ...records.slice(3)], results)
    }

    // The records that the whole query names.
    bearers(key) {
      return this.named.get(this.spoken.has(key) ? this.key(partsOf(this.spoken.get(key))) : key) ?? new Set()
    }

    // Whether every word of the query stands in the title or another name of the record.
    inName(segments, match) {
      const there = term => match[term]?.some(name => name === "title" || name === "names")
      return segments.every(({ singles }) => singles.every(list => list.some(({ terms, weight }) => weight > .3 && terms.every(there))))
    }

    // How much of the record's title, or of another name of it, was asked for: 1 for all of it.
    coverage(row, match) {
      return Math.max(...[row.title, ...row.names].map(name => {
        const terms = this.key(partsOf(name)).split(" ")
        return terms.filter(term => match[term]).length / terms.length
      }))
    }

    // --- ways to understand a query: { results, shownFor: the query as it was understood, where that is another }

    exact(query) {
      const segments = this.segments(this.parse(query))
      const results = this.run(segments)
      const translated = segments.some(({ translated, names }) => translated && names.length)
      const words = segments.map(({ own, names, translated }) => translated && names.length ? names[0].name : own.flat().join(" "))
      return { results, shownFor: results.length && translated ? words.join(" ") : "" }
    }

    // Known words one letter away. Short words have many neighbours: for them only names and words of titles are guessed,
    // for long ones also what stands in summaries or often.
    corrections(word) {
      if (word.length < LONG - 1 || /\d/.test(word)) return []
      const spellings = misspellings(word).filter(spelling => spelling.length >= LONG), forms = spellings.filter(spelling => this.forms.has(spelling))
      const root = spelling => newStem(spelling).length >= LONG && this.known.has(newStem(spelling))
      return (forms.length ? forms : spellings.filter(root)).map(form => ({ form, term: newStem(form) }))
        .filter(({ form, term }) => !this.small.has(form) && !this.smallStems.has(term))
        .map(({ form, term }) => ({ form, term, times: this.index.search(term).length }))
        .filter(({ term, times }) => this.naming.has(term) || (word.length > LONG + 1 && (times >= FEW || this.telling.has(term))))
        .sort((a, b) => b.times - a.times).slice(0, 4).map(({ form }) => form)
    }

    corrected(query) {
      const { words } = this.parse(query), mended = new Map()
      const mend = word => {
        const found = this.corrections(word)
        if (found.length && !this.known.has(stem(word))) mended.set(word, found[0])
        return found
      }
      const segments = this.segments({ words }, parts => {
        const found = parts.map(mend)
        const whole = { terms: parts.map(word => stem(mended.get(word) ?? word)), weight: .5 }
        if (parts.length > 1) return whole.terms.every(term => this.known.has(term)) ? [whole] : []
        const near = this.shorter(stem(parts[0]), 2).map(term => ({ terms: [term], weight: .1 }))
        return [...found[0].map((form, i) => ({ terms: [stem(form)], weight: .5 / (i + 1) })), ...near]
      })
      const best = words.flat().map(word => mended.get(word) ?? word).join(" ")
      const again = mended.size ? this.exact(`${best} `) : { results: [] }      // a name misspelt is still that name
      const results = again.results.length ? again.results : this.run(segments)
      return { results, shownFor: results.length && mended.size ? again.shownFor || best : "" }
    }

    // The query as the same keys give it in another keyboard layout.
    layouts(query) {
      const { keys, language } = this.data, typed = query.toLowerCase()
      const shift = { "{": "[", "}": "]", ":": ";", "\"": "'", "<": ",", ">": ".", "~": "`" }
      const swap = (from, to) => [...typed].map(sign => to[from.indexOf(shift[sign] ?? sign)] ?? sign).join("")
      const others = Object.keys(keys).filter(code => code !== language)
      return others.flatMap(code => [swap(keys[code], keys[language]), swap(keys[language], keys[code])]).filter(swapped => swapped !== typed)
    }

    // Long queries of known words that no record has all: all but one of them.
    partly(query) {
      const segments = this.parse(query).words.map(parts => this.segments({ words: [parts] })[0])
      if (segments.length < 4) return []
      const tries = segments.map((_, left) => this.run(segments.filter((_, i) => i !== left)))
      return this.join([], tries.flat().sort((a, b) => b.score - a.score))
    }

    // `other` is the engine of another language, if it is there; `wantsOther` says that it would help.
    find(query, other) {
      const own = this.exact(query), few = own.results.length < FEW, foreign = this.foreign(query)
      if (foreign && few && !other) return { ...own, wantsOther: true }
      if (foreign && few) own.results = this.join(own.results, this.borrowed(other.exact(query).results))
      if (own.results.length) {
        const more = few && !foreign ? this.corrected(query).results : []
        return { ...own, results: this.join(own.results, more), otherLanguage: foreign && few && !own.shownFor }
      }
      for (const typed of this.layouts(query)) {
        const found = this.exact(typed)
        if (found.results.length) return { ...found, shownFor: found.shownFor || typed }
      }
      for (const typed of [query, ...this.layouts(query)]) {
        const found = this.corrected(typed)
        if (found.results.length) return { ...found, shownFor: found.shownFor || typed }
      }
      const far = foreign ? other.corrected(query) : { results: [] }
      if (far.results.length) return { results: this.borrowed(far.results), shownFor: far.shownFor, otherLanguage: true }
      const results = this.partly(query)
      return { results, shownFor: "", partly: results.length > 0 }
    }

    // Results of another language's engine as entries of this one.
    borrowed(results) {
      return results.filter(({ row }) => this.byAddress.has(row.address)).map(result => {
        const id = this.byAddress.get(result.row.address)
        return { ...result, id, row: this.rows[id], other: result.row.title }
      })
    }

    // The first results, then the others, each record once.
    join(first, second) {
      const all = new Map()
      for (const result of [...first, ...second]) if (!all.has(result.id)) all.set(result.id, result)
      return [...all.values()]
    }

    // The passage that shows most of the words found: the summary where no other shows more than title and summary do.
    passage({ id, row, terms }) {
      let best = row.summary, most = hits(`${row.title}\n${best}`, terms)
      for (const text of (this.texts[id] ?? "").split("\n")) {
        const found = text.length > 20 ? hits(text, terms) : 0
        if (found > most) [best, most] = [text, found]
      }
      return best
    }
  }

  return Engine
})()
